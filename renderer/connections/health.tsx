import { Group, Loader, Text } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockX,
  IconKeyOff,
  IconLock,
  IconPlayerPause,
  IconPlugX,
  IconWorldX,
  type Icon,
} from '@tabler/icons-react';
import type { ProblemCode } from '../api/problem.ts';
import { formatSince } from '../keys/key-words.ts';
import { daysUntil } from '../ui/time.ts';
import type { Connection } from './types.ts';

export type Health = {
  readonly label: string;
  /** On a line of its own below the label. */
  readonly detail?: string;
  readonly icon: Icon;
  readonly color: string;
};

const failures: Partial<Record<ProblemCode, readonly [string, Icon]>> = {
  'bad-credentials': ['Key not accepted', IconKeyOff],
  anonymous: ['Key not accepted', IconKeyOff],
  'login-page': ['Sign-in page answered', IconLock],
  captcha: ['Locked by a CAPTCHA', IconLock],
  'insufficient-scope': ['Key lacks rights', IconKeyOff],
  forbidden: ['Not allowed', IconLock],
  'workspace-forbidden': ['Workspace not allowed', IconLock],
  'not-found': ['Nothing found there', IconWorldX],
  'wrong-address': ['Wrong address', IconWorldX],
  'name-not-resolved': ['Address unknown', IconWorldX],
  'connection-refused': ['Not reachable', IconPlugX],
  'tls-failure': ['Not secure', IconLock],
  timeout: ['No answer in time', IconClockX],
  'network-failure': ['Network problem', IconPlugX],
  'rate-limited': ['Too many requests', IconClockX],
  'server-error': ['System has a fault', IconAlertCircle],
  'unexpected-answer': ['Unexpected answer', IconAlertCircle],
  'secret-missing': ['Key missing', IconKeyOff],
  'keychain-locked': ['Keychain locked', IconLock],
  'keychain-unavailable': ['No keychain', IconLock],
  'vault-locked': ['Vault locked', IconLock],
};

/** A failure in two or three words. */
export function failureLabel(code: ProblemCode): string {
  return failures[code]?.[0] ?? 'Did not work';
}

/** How a connection is, in words a person would use. */
export function healthOf(connection: Connection, now: Date): Health {
  const { active, credential, lastTest, failing } = connection;
  if (!active) return { label: 'Paused', icon: IconPlayerPause, color: 'dimmed' };
  if (credential.expiresAt !== undefined && daysUntil(credential.expiresAt, now) < 0)
    return { label: 'Key expired', icon: IconKeyOff, color: 'var(--mantine-color-error)' };
  if (failing !== undefined) {
    const detail = `since ${formatSince(failing.since, now)}`;
    return { label: 'Key refused', detail, icon: IconKeyOff, color: 'var(--mantine-color-error)' };
  }
  if (lastTest === undefined) return { label: 'Not tested yet', icon: IconCircleDashed, color: 'dimmed' };
  if (lastTest.outcome.ok) return { label: 'Works', icon: IconCircleCheck, color: 'var(--keyring-good)' };
  const [label, icon] = failures[lastTest.outcome.problem.code] ?? ['Does not work', IconCircleX];
  return { label, icon, color: 'var(--mantine-color-error)' };
}

export function HealthLabel({ health, testing }: { health: Health; testing: boolean }) {
  const { label, detail, icon: HealthIcon, color } = health;
  return (
    <Group gap={8} wrap="nowrap" c={testing ? 'dimmed' : color}>
      {testing ? <Loader size={16} color="gray" /> : <HealthIcon size={18} stroke={1.9} style={{ flexShrink: 0 }} />}
      <Text size="sm" fw={500}>
        {testing ? 'Testing…' : label}
        {!testing && detail !== undefined && (
          <Text span display="block" size="xs" fw={400}>
            {' '}
            {detail}
          </Text>
        )}
      </Text>
    </Group>
  );
}
