import { Skeleton, Stack } from '@mantine/core';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Page, Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ActivityList } from './activity-list.tsx';
import { LogView } from './log-view.tsx';
import { StatusCard } from './status-card.tsx';
import { ToolList } from './tool-list.tsx';

function ServerBody() {
  const status = useRead('server.status', {});
  if (status.data === undefined)
    return status.isError ? (
      <ProblemAlert problem={problemOf(status.error)} onRetry={() => void status.refetch()} />
    ) : (
      <Stack gap="xl" aria-busy="true" aria-label="Loading the server's status">
        <Skeleton height={158} radius="lg" />
        <Skeleton height={300} radius="lg" />
      </Stack>
    );
  return (
    <>
      <StatusCard status={status.data} />
      <Section title="Tools">
        <ToolList tools={status.data.tools} running={status.data.state === 'running'} />
      </Section>
    </>
  );
}

export function ServerScreen() {
  return (
    <Page
      title="MCP server"
      summary="What Claude talks to: a small program on this computer that uses your connections."
    >
      <ServerBody />
      <LogView />
      <ActivityList />
    </Page>
  );
}
