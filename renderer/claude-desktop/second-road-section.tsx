import { Alert, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { PlannedChange } from './change-dialog.tsx';
import { ExportExtension } from './export-extension.tsx';
import type { ClaudeLocation, SecondRoad } from './types.ts';

type RoadProps = {
  readonly locations: readonly ClaudeLocation[];
  readonly onPlan: (plan: PlannedChange) => void;
};

const lookEveryMs = 5_000;

/** Both at once: the entry can be taken out here, the extension only in Claude. */
function BothActive({ locations, onPlan }: RoadProps) {
  const entries = locations.filter(
    ({ readByClaude, state }) => readByClaude && (state === 'current' || state === 'outdated'),
  );
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle />}
      title="Claude has MCP Keyring twice: as an entry and as an extension"
      role="alert"
    >
      <Stack gap="sm">
        <Text size="sm">
          Every tool is there twice, and Claude may quietly leave one of them out. Keep one: remove the entry here, or
          switch the extension off in Claude under Settings, Extensions.
        </Text>
        <Group gap="sm">
          {entries.map(({ path }) => (
            <Button
              key={path}
              size="xs"
              variant="default"
              onClick={() => {
                onPlan({ path, change: 'remove', verb: 'Remove' });
              }}
            >
              Remove the entry
            </Button>
          ))}
        </Group>
      </Stack>
    </Alert>
  );
}

function installedWords({ enabled, outdated, version }: SecondRoad['installed'][number], own: string): string {
  if (!enabled) return `The extension is in Claude Desktop (version ${version}) but switched off there.`;
  if (!outdated) return `The extension is in Claude Desktop and up to date (version ${version}).`;
  return `Claude Desktop has version ${version} of the extension, and this is ${own}. Export it anew and open it: Claude replaces the other one.`;
}

function Installed({ road }: { road: SecondRoad }) {
  return road.installed.map((each) => (
    <Alert
      key={each.folder}
      color={each.enabled && each.outdated ? 'yellow' : 'harbour'}
      variant="light"
      icon={<IconInfoCircle />}
      role="status"
    >
      {installedWords(each, road.version)}
    </Alert>
  ));
}

function RoadBody({ road, locations, onPlan }: RoadProps & { readonly road: SecondRoad }) {
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Claude Desktop sometimes drops entries from its settings file. As an extension MCP Keyring is installed by
        Claude itself, which should keep it. Use one way or the other, not both. The file holds the program and no key;
        export it anew after an update of MCP Keyring.
      </Text>
      {road.both && <BothActive locations={locations} onPlan={onPlan} />}
      <Installed road={road} />
      <ExportExtension road={road} />
    </Stack>
  );
}

/** The other way into Claude Desktop. `#/claude-desktop/second-road` leads here. */
export function SecondRoadSection(props: RoadProps) {
  const road = useRead('claude.secondRoad', {}, { alwaysFresh: true, refetchEveryMs: lookEveryMs });
  return (
    <Section title="Second road: an extension" name="second-road">
      <Card>
        {road.data !== undefined && <RoadBody road={road.data} {...props} />}
        {road.isError && road.data === undefined && (
          <ProblemAlert problem={problemOf(road.error)} onRetry={() => void road.refetch()} />
        )}
        {road.isPending && <Skeleton height={96} />}
      </Card>
    </Section>
  );
}
