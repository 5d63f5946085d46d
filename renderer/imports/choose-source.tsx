import { Card, Group, Stack, Text, ThemeIcon, UnstyledButton } from '@mantine/core';
import {
  IconChevronRight,
  IconDatabase,
  IconFileText,
  IconPlugConnected,
  IconTargetArrow,
  type Icon,
} from '@tabler/icons-react';
import classes from '../connections/choose-system.module.css';
import type { SourceKind } from './types.ts';

type Choice = { readonly kind: SourceKind; readonly icon: Icon; readonly title: string; readonly summary: string };

const choices: readonly Choice[] = [
  {
    kind: 'clients',
    icon: IconPlugConnected,
    title: 'Other MCP servers on this computer',
    summary:
      'mcp-atlassian, Jira and Confluence over SSE and others, in the files of Claude, Cursor, VS Code and more.',
  },
  {
    kind: 'env-file',
    icon: IconFileText,
    title: 'A .env file',
    summary: 'Of PM MCP Server or another tool, with names such as JIRA_URL and JIRA_API_TOKEN.',
  },
  {
    kind: 'postgres',
    icon: IconDatabase,
    title: 'The database of PM MCP Server',
    summary: 'Its table pm_provider_connections in PostgreSQL.',
  },
  {
    kind: 'targetprocess',
    icon: IconTargetArrow,
    title: 'Targetprocess MCP',
    summary: 'Its targetprocess.json, TP_ variables or Docker secrets.',
  },
];

function SourceCard({ choice, first, onChoose }: { choice: Choice; first: boolean; onChoose: () => void }) {
  const { icon: Mark, title, summary } = choice;
  return (
    <UnstyledButton onClick={onChoose} data-autofocus={first ? true : undefined} className={classes['choice']}>
      <Card padding="md" className={classes['card']}>
        <Group wrap="nowrap" gap="md">
          <ThemeIcon variant="light" size={38} radius="md" aria-hidden>
            <Mark size={21} stroke={1.7} />
          </ThemeIcon>
          <Stack gap={0} flex={1}>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed" lh={1.4}>
              {summary}
            </Text>
          </Stack>
          <IconChevronRight size={18} aria-hidden />
        </Group>
      </Card>
    </UnstyledButton>
  );
}

export function ChooseSource({ onChoose }: { onChoose: (kind: SourceKind) => void }) {
  return (
    <Stack gap="md">
      <Text c="dimmed">
        Where are your connections now? You see what is found before anything is imported, and nothing is changed there.
      </Text>
      <Stack gap="xs">
        {choices.map((choice, index) => (
          <SourceCard
            key={choice.kind}
            choice={choice}
            first={index === 0}
            onChoose={() => {
              onChoose(choice.kind);
            }}
          />
        ))}
      </Stack>
    </Stack>
  );
}
