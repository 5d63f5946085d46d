import { Group, Stack, Text } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconRefreshAlert,
  type Icon,
} from '@tabler/icons-react';
import type { ClientFile } from './types.ts';

type StateWords = { readonly label: string; readonly hint?: string; readonly color: string; readonly icon: Icon };

const dimmed = 'var(--mantine-color-dimmed)';
const bad = 'var(--mantine-color-error)';

const states: Record<ClientFile['state'], StateWords> = {
  missing: { label: 'Not added', color: dimmed, icon: IconCircleDashed },
  'without-entry': { label: 'Not added', color: dimmed, icon: IconCircleDashed },
  current: { label: 'Added', color: 'var(--keyring-good)', icon: IconCircleCheck },
  outdated: {
    label: 'Out of date',
    hint: 'It starts MCP Keyring in another way than it should.',
    color: 'var(--keyring-warning)',
    icon: IconRefreshAlert,
  },
  'not-parsable': { label: 'File not readable', color: bad, icon: IconAlertCircle },
  unreadable: { label: 'File cannot be opened', color: bad, icon: IconAlertCircle },
};

const off: StateWords = {
  label: 'Switched off there',
  hint: 'The entry is there, and you switched it off in the client.',
  color: dimmed,
  icon: IconCircleMinus,
};

function wordsOf({ state, switchedOff, problem }: ClientFile): StateWords {
  if (state === 'current' && switchedOff === true) return off;
  return problem === undefined ? states[state] : { ...states[state], hint: problem.message };
}

/** Whether our entry is in a client's file, in words and with a sign. */
export function EntryState({ file }: { file: ClientFile }) {
  const { label, hint, color, icon: StateIcon } = wordsOf(file);
  return (
    <Stack gap={0}>
      <Group gap={6} wrap="nowrap" c={color}>
        <StateIcon size={16} style={{ flexShrink: 0 }} />
        <Text size="sm">{label}</Text>
      </Group>
      {hint !== undefined && (
        <Text size="xs" c="dimmed" className="breakable">
          {hint}
        </Text>
      )}
    </Stack>
  );
}
