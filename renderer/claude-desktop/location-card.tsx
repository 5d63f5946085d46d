import { Button, Card, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconCircleDashed, IconRefreshAlert, type Icon } from '@tabler/icons-react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { PlannedChange } from './change-dialog.tsx';
import type { ClaudeLocation } from './types.ts';

type StateWords = { readonly title: string; readonly text: string; readonly color: string; readonly icon: Icon };

const states: Record<ClaudeLocation['state'], StateWords> = {
  missing: {
    title: 'Not added yet',
    text: 'Claude has no settings file here yet; adding creates it.',
    color: 'gray',
    icon: IconCircleDashed,
  },
  'without-entry': {
    title: 'Not added yet',
    text: 'Adding writes one entry and leaves everything else as it is.',
    color: 'gray',
    icon: IconCircleDashed,
  },
  current: {
    title: 'MCP Keyring is added',
    text: 'Claude Desktop starts it whenever it needs it.',
    color: 'green',
    icon: IconCircleCheck,
  },
  outdated: {
    title: 'The entry is out of date',
    text: 'It starts MCP Keyring from a place where it no longer is. Updating corrects it.',
    color: 'yellow',
    icon: IconRefreshAlert,
  },
  'not-parsable': {
    title: 'This file cannot be read as JSON',
    text: 'MCP Keyring leaves it alone, so that nothing in it is lost. Correct the file, then come back.',
    color: 'red',
    icon: IconAlertCircle,
  },
  unreadable: {
    title: 'This file cannot be opened',
    text: 'MCP Keyring may not read it. Check who may read and write it.',
    color: 'red',
    icon: IconAlertCircle,
  },
};

type LocationProps = { readonly location: ClaudeLocation; readonly onPlan: (plan: PlannedChange) => void };

const notReadWords: Record<NonNullable<ClaudeLocation['notRead']>, string> = {
  package: 'Claude Desktop does not read this file: as a Windows package it keeps one of its own.',
  'old-program':
    'The Claude Desktop installed as a package does not read this file; only the older program, which is still on this computer, does.',
  'other-package':
    'Claude Desktop does not read this file: it belongs to a package of another publisher than Anthropic.',
  'lower-case': 'Claude Desktop does not read this file: its folder is called “Claude”, with a capital C.',
  'other-folder': 'Claude Desktop does not read this file, because XDG_CONFIG_HOME names another folder.',
};

function LocationActions({ location: { path, state, readByClaude }, onPlan }: LocationProps) {
  const remove = (
    <Button
      variant="default"
      onClick={() => {
        onPlan({ path, change: 'remove', verb: 'Remove' });
      }}
    >
      Remove
    </Button>
  );
  const write = (verb: 'Add' | 'Update', label: string) => (
    <Button
      onClick={() => {
        onPlan({ path, change: 'write', verb });
      }}
    >
      {label}
    </Button>
  );
  switch (state) {
    case 'missing':
    case 'without-entry':
      // What Claude does not read needs no entry.
      return readByClaude ? write('Add', 'Add to Claude Desktop') : null;
    case 'current':
      return remove;
    case 'outdated':
      return (
        <Group gap="sm">
          {remove}
          {write('Update', 'Update')}
        </Group>
      );
    case 'not-parsable':
    case 'unreadable':
      return null;
  }
}

export function LocationCard({ location, onPlan }: LocationProps) {
  const { title, text, color, icon: StateIcon } = states[location.state];
  return (
    <Card>
      <Stack gap="md">
        <Group justify="space-between" gap="md" wrap="nowrap" align="flex-start">
          <Group gap="md" wrap="nowrap" align="flex-start">
            <ThemeIcon variant="light" color={color} size={44} radius="md" aria-hidden>
              <StateIcon size={24} stroke={1.7} />
            </ThemeIcon>
            <Stack gap={2}>
              <Text fw={650}>{title}</Text>
              <Text size="sm" c="dimmed">
                {text}
              </Text>
            </Stack>
          </Group>
          <div style={{ flexShrink: 0 }}>
            <LocationActions location={location} onPlan={onPlan} />
          </div>
        </Group>
        <Text size="xs" c="dimmed" ff="monospace" className="breakable">
          {location.path}
          {location.kind === 'msix' && ' (Microsoft Store)'}
        </Text>
        <Text size="sm" c="dimmed">
          {location.readByClaude ? 'Claude Desktop reads this file.' : notReadWords[location.notRead ?? 'package']}
        </Text>
        {location.problem !== undefined && <ProblemAlert problem={location.problem} />}
      </Stack>
    </Card>
  );
}
