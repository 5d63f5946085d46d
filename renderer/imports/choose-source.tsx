import { Stack, Text, ThemeIcon } from '@mantine/core';
import { IconDatabase, IconFileText, IconPlugConnected, IconTargetArrow, type Icon } from '@tabler/icons-react';
import { ChoiceCard } from '../ui/choice-card.tsx';
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

function SourceMark({ icon: Mark }: { icon: Icon }) {
  return (
    <ThemeIcon variant="light" size={38} radius="md" aria-hidden>
      <Mark size={21} stroke={1.7} />
    </ThemeIcon>
  );
}

export function ChooseSource({ onChoose }: { onChoose: (kind: SourceKind) => void }) {
  return (
    <Stack gap="md">
      <Text c="dimmed">
        Where are your connections now? You see what is found before anything is imported, and nothing is changed there.
      </Text>
      <Stack gap="xs">
        {choices.map(({ kind, icon, title, summary }, index) => (
          <ChoiceCard
            key={kind}
            mark={<SourceMark icon={icon} />}
            title={title}
            summary={summary}
            first={index === 0}
            onChoose={() => {
              onChoose(kind);
            }}
          />
        ))}
      </Stack>
    </Stack>
  );
}
