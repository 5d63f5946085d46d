import { Alert, Button, Card, EmptyState, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSectionInSight } from '../ui/use-section-in-sight.ts';
import { BackupsSection } from './backups-section.tsx';
import { ChangeDialog, type PlannedChange } from './change-dialog.tsx';
import { ClaudeLogSection } from './claude-log-section.tsx';
import { GuardSection } from './guard-section.tsx';
import { HistorySection } from './history-section.tsx';
import { LocationCard } from './location-card.tsx';
import { PolicyNote } from './policy-note.tsx';
import { quitAdvice } from './quit-advice.ts';
import { SecondRoadSection } from './second-road-section.tsx';
import { SightSection } from './sight-section.tsx';
import type { ClaudeStatus } from './types.ts';

const lookEveryMs = 4_000;

function NotInstalled({ onLookAgain }: { onLookAgain: () => void }) {
  return (
    <Card py="xl">
      <EmptyState
        icon={<IconDownload stroke={1.6} />}
        variant="light"
        title="Claude Desktop was not found on this computer"
        description="Install it and start it once; this page then offers to add MCP Keyring. Other MCP clients work too, see “Clients”."
      >
        <EmptyState.Actions>
          <Button
            component="a"
            href="https://claude.ai/download"
            target="_blank"
            rel="noreferrer"
            leftSection={<IconDownload size={18} />}
          >
            Get Claude Desktop
          </Button>
          <Button variant="default" leftSection={<IconRefresh size={18} />} onClick={onLookAgain}>
            Look again
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Card>
  );
}

function RunningNote() {
  const info = useRead('app.info', {});
  return (
    <Alert color="harbour" variant="light" icon={<IconInfoCircle />} title="Claude Desktop is running" role="status">
      A change of its settings waits until it has quit, because it may overwrite them. {quitAdvice(info.data?.platform)}
    </Alert>
  );
}

function UnknownRunningNote() {
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconInfoCircle />}
      title="Whether Claude Desktop is running is not known"
      role="status"
    >
      MCP Keyring could not look at the running programs. Quit Claude Desktop before you change its settings.
    </Alert>
  );
}

function ClaudeBody({ status, onLookAgain }: { status: ClaudeStatus; onLookAgain: () => void }) {
  const [plan, setPlan] = useState<PlannedChange>();
  return (
    <>
      <PolicyNote />
      {status.running && <RunningNote />}
      {status.runningUnknown === true && <UnknownRunningNote />}
      {status.installed ? (
        <Stack gap="md">
          {status.locations.map((location) => (
            <LocationCard key={location.path} location={location} onPlan={setPlan} />
          ))}
        </Stack>
      ) : (
        <NotInstalled onLookAgain={onLookAgain} />
      )}
      {status.installed && <GuardSection />}
      <SightSection />
      {status.installed && <ClaudeLogSection locations={status.locations} />}
      {status.installed && <SecondRoadSection locations={status.locations} onPlan={setPlan} />}
      {status.installed && <HistorySection />}
      {status.installed && <BackupsSection running={status.running} />}
      <ChangeDialog
        plan={plan}
        running={status.running}
        onClose={() => {
          setPlan(undefined);
        }}
      />
    </>
  );
}

export function ClaudeScreen({ section }: { section: string | undefined }) {
  const status = useRead('claude.status', {}, { alwaysFresh: true, refetchEveryMs: lookEveryMs });
  const lookAgain = () => void status.refetch();
  useSectionInSight(section, status.isSuccess);
  return (
    <Page
      title="Claude Desktop"
      summary="One entry in Claude’s settings lets it use your connections. It holds no key."
    >
      {status.data !== undefined && <ClaudeBody status={status.data} onLookAgain={lookAgain} />}
      {status.data === undefined && status.isError && (
        <ProblemAlert problem={problemOf(status.error)} onRetry={lookAgain} />
      )}
      {status.isPending && (
        <Stack gap="md" aria-busy="true" aria-label="Looking for Claude Desktop">
          <Skeleton height={134} radius="lg" />
          <Skeleton height={220} radius="lg" />
        </Stack>
      )}
    </Page>
  );
}
