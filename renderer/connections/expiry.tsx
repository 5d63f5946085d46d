import { Text } from '@mantine/core';
import { dueText, soonColor, soonDays, urgencyOf, urgentColor } from '../keys/key-words.ts';
import type { Key } from '../keys/types.ts';
import { daysUntil, formatAge, formatDay } from '../ui/time.ts';
import { counted } from '../ui/words.ts';
import type { Connection } from './types.ts';

export function expiryText(date: string, now: Date): string {
  const days = daysUntil(date, now);
  if (days < 0) return `expired on ${formatDay(date)}`;
  if (days === 0) return 'expires today';
  if (days <= soonDays) return `expires in ${counted(days, 'day')}`;
  return `expires on ${formatDay(date)}`;
}

/** Stands out when it is near; says so in words too. */
function Expiry({ date, now }: { date: string; now: Date }) {
  const days = daysUntil(date, now);
  const color = days < 0 ? 'var(--mantine-color-error)' : days <= soonDays ? 'var(--keyring-warning)' : 'dimmed';
  return (
    <Text size="xs" c={color} fw={days <= soonDays ? 600 : 400}>
      {expiryText(date, now)}
    </Text>
  );
}

function Remark({ color, children }: { color: string; children: string }) {
  return (
    <Text size="xs" c={color} fw={600}>
      {children}
    </Text>
  );
}

type KeyStateProps = {
  readonly credential: Connection['credential'];
  /** Undefined while it is not known. */
  readonly item: Key | undefined;
  readonly now: Date;
};

/** What matters most about a key, in one line: interrupted, due soon, its end, its age. */
export function KeyState({ credential, item, now }: KeyStateProps) {
  if (item?.rotation?.interrupted === true) return <Remark color={soonColor}>rotation interrupted</Remark>;
  const urgency = item === undefined ? 'never' : urgencyOf(item, now);
  if (item !== undefined && urgency === 'overdue') {
    const text = item.due?.because === 'policy' ? 'overdue' : dueText(item, now);
    return <Remark color={urgentColor}>{text}</Remark>;
  }
  if (item !== undefined && urgency === 'soon') return <Remark color={soonColor}>{dueText(item, now)}</Remark>;
  if (credential.expiresAt !== undefined) return <Expiry date={credential.expiresAt} now={now} />;
  const age = formatAge(credential.createdAt, now);
  return (
    <Text size="xs" c="dimmed">
      {age === 'today' ? 'added today' : `${age} old`}
    </Text>
  );
}
