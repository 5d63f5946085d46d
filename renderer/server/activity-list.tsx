import { Card, EmptyState, Group, Skeleton, Table, Text } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconHistory } from '@tabler/icons-react';
import { problemOf, type ProblemCode } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { failureLabel } from '../connections/health.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatAgo, formatDuration, useNow } from '../ui/time.ts';
import type { ActivityEntry } from './types.ts';

const shownEntries = 20;

/** What became of a call, in two or three words: "Created", "Changed 3", "Asked first". */
function outcomeLabel({ ok, code, write }: ActivityEntry): string {
  if (!ok) return callFailures[code ?? 'internal'] ?? failureLabel(code ?? 'internal');
  if (write === undefined) return 'Done';
  if (write.changed === 0) return write.asked === true ? 'Asked first' : 'Nothing to change';
  const verb = { create: 'Created', update: 'Changed', delete: 'Deleted' }[write.kind];
  return write.changed === 1 ? verb : `${verb} ${String(write.changed)}`;
}

/** Why a call was not made, beside the reasons a connection has. */
const callFailures: Partial<Record<ProblemCode, string>> = {
  'read-only': 'Refused: read only',
  'not-allowed': 'Refused by access',
  declined: 'You declined',
  unsupported: 'Not possible there',
  'change-rejected': 'Change not accepted',
  conflict: 'Changed meanwhile',
  'folder-unavailable': 'No folder',
  'invalid-input': 'Asked wrongly',
  'query-rejected': 'Asked wrongly',
  cancelled: 'Cancelled',
  'connection-paused': 'Paused',
};

function Outcome({ entry }: { entry: ActivityEntry }) {
  const color = entry.ok ? 'var(--keyring-good)' : 'var(--mantine-color-error)';
  return (
    <Group gap={6} wrap="nowrap" c={color}>
      {entry.ok ? <IconCircleCheck size={16} /> : <IconAlertCircle size={16} />}
      <Text size="sm">{outcomeLabel(entry)}</Text>
    </Group>
  );
}

function ActivityTable({ entries }: { entries: readonly ActivityEntry[] }) {
  const now = useNow();
  const connections = useRead('connections.list', {});
  const nameOf = (id: string | undefined) => connections.data?.find((each) => each.id === id)?.name ?? '–';
  return (
    <Card padding={0}>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing="xs" horizontalSpacing="md" className="quiet-head">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Tool</Table.Th>
              <Table.Th>Connection</Table.Th>
              <Table.Th visibleFrom="md">Asked by</Table.Th>
              <Table.Th>Outcome</Table.Th>
              <Table.Th ta="right">Took</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Table.Tr key={`${entry.at} ${entry.tool} ${entry.durationMs}`}>
                <Table.Td>{formatAgo(entry.at, now)}</Table.Td>
                <Table.Td>{entry.tool}</Table.Td>
                <Table.Td>{nameOf(entry.connectionId)}</Table.Td>
                <Table.Td visibleFrom="md">{entry.client ?? '–'}</Table.Td>
                <Table.Td>
                  <Outcome entry={entry} />
                </Table.Td>
                <Table.Td ta="right" className="tabular">
                  {formatDuration(entry.durationMs)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

/** The latest calls of tools, by Claude or from here. What was asked and answered is not kept. */
export function ActivityList() {
  const activity = useRead('activity.list', { limit: shownEntries });
  const body = () => {
    if (activity.isError)
      return <ProblemAlert problem={problemOf(activity.error)} onRetry={() => void activity.refetch()} />;
    if (activity.data === undefined) return <Skeleton height={160} />;
    if (activity.data.length > 0) return <ActivityTable entries={activity.data} />;
    return (
      <Card>
        <EmptyState
          icon={<IconHistory />}
          title="No calls yet"
          description="Each time Claude uses a connection, one line appears here. Try a tool above to see it."
        />
      </Card>
    );
  };
  return <Section title="Recent activity">{body()}</Section>;
}
