import { Button, Card, EmptyState, Skeleton, Stack, Tabs } from '@mantine/core';
import { IconCalendar, IconKey, IconTimeline } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { TodoSection } from '../reminders/todo-section.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { goTo, hrefOf, type KeyAction } from '../ui/route.ts';
import { ExportButton } from './export-button.tsx';
import { KeyCalendar } from './key-calendar.tsx';
import { KeyDialogs } from './key-dialogs.tsx';
import { KeyDrawer } from './key-drawer.tsx';
import { Timeline } from './timeline.tsx';
import type { Key } from './types.ts';

const title = 'Keys';
const summary = 'When each key is due, and what there is to do now.';
/** The dates may change by themselves at midnight. */
const refetchEveryMs = 15 * 60_000;

function AllKeys({ keys }: { keys: readonly Key[] }) {
  return (
    <Section title="All keys">
      <Card padding={0}>
        <Tabs defaultValue="timeline" keepMounted={false}>
          <Tabs.List px="xs">
            <Tabs.Tab value="timeline" py="sm" leftSection={<IconTimeline size={18} stroke={1.7} />}>
              Time line
            </Tabs.Tab>
            <Tabs.Tab value="calendar" py="sm" leftSection={<IconCalendar size={18} stroke={1.7} />}>
              Calendar
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="timeline">
            <Timeline keys={keys} />
          </Tabs.Panel>
          <Tabs.Panel value="calendar">
            <KeyCalendar keys={keys} />
          </Tabs.Panel>
        </Tabs>
      </Card>
    </Section>
  );
}

function NoKeys() {
  return (
    <Card py={56} px="xl">
      <EmptyState icon={<IconKey stroke={1.6} />}>
        <EmptyState.Title order={2}>There are no keys yet</EmptyState.Title>
        <EmptyState.Description maw={460}>
          Every connection has a key. Once there is one, you see here how old it is and when it ends, and you are
          reminded in time.
        </EmptyState.Description>
        <EmptyState.Actions>
          <Button component="a" href={hrefOf({ screen: 'connections' })}>
            Go to the connections
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Card>
  );
}

function KeysBody() {
  const keys = useRead('keys.list', {}, { refetchEveryMs });
  if (keys.isError && keys.data === undefined)
    return <ProblemAlert problem={problemOf(keys.error)} onRetry={() => void keys.refetch()} />;
  if (keys.data === undefined)
    return (
      <Stack gap="xl" aria-busy="true" aria-label="Loading keys">
        <Skeleton height={76} />
        <Skeleton height={320} />
      </Stack>
    );
  if (keys.data.length === 0) return <NoKeys />;
  return (
    <>
      <TodoSection keys={keys.data} />
      <AllKeys keys={keys.data} />
    </>
  );
}

type KeysScreenProps = { readonly id: string | undefined; readonly action: KeyAction | undefined };

/** All keys; the address names the one whose details or dialog are open. */
export function KeysScreen({ id, action }: KeysScreenProps) {
  const close = () => {
    goTo({ screen: 'keys' });
  };
  return (
    <>
      <Page title={title} summary={summary} actions={<ExportButton />}>
        <KeysBody />
      </Page>
      <KeyDrawer id={action === undefined ? id : undefined} onClose={close} />
      <KeyDialogs id={id} action={action} onClose={close} />
    </>
  );
}
