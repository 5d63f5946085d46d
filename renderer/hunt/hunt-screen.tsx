import { Alert, Button, Card, EmptyState, Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { IconInfoCircle, IconRefresh, IconShieldCheck, IconZoomScan } from '@tabler/icons-react';
import { useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { SwitchSetting } from '../settings/setting-row.tsx';
import { useChoose } from '../settings/use-choose.ts';
import { Page, Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatMoment } from '../ui/time.ts';
import { counted } from '../ui/words.ts';
import { GroupCard } from './group-card.tsx';
import { HistorySection } from './history-section.tsx';
import { lookedThrough } from './hunt-words.ts';
import { MoveDialog } from './move-dialog.tsx';
import { PlacesSection } from './places-section.tsx';
import type { FindGroup, HuntReport } from './types.ts';
import { UnreadFiles } from './unread-files.tsx';
import { useHuntActions, useHuntState, useProgress, useScan } from './use-hunt.ts';

function Running() {
  const progress = useProgress();
  const { cancel } = useHuntActions();
  const { done = 0, total = 0 } = progress ?? {};
  return (
    <Card role="status">
      <Group gap="md" wrap="nowrap">
        <Stack gap={8} flex={1}>
          <Text size="sm">Looking through {total === 0 ? 'the files' : `file ${done} of ${total}`}</Text>
          <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label="How far the search is" />
        </Stack>
        <Button variant="default" onClick={cancel}>
          Stop
        </Button>
      </Group>
    </Card>
  );
}

function NotYet({ onScan }: { onScan: () => void }) {
  return (
    <Card py={48} px="xl">
      <EmptyState icon={<IconZoomScan stroke={1.6} />}>
        <EmptyState.Title order={2}>Nobody has looked yet</EmptyState.Title>
        <EmptyState.Description maw={500}>
          MCP Keyring reads the settings files of Claude and other clients with their old copies, your shell profiles
          and the places you add below. It changes nothing and sends nothing anywhere.
        </EmptyState.Description>
        <EmptyState.Actions>
          <Button onClick={onScan}>Look now</Button>
        </EmptyState.Actions>
      </EmptyState>
    </Card>
  );
}

function NothingFound({ report }: { report: HuntReport }) {
  return (
    <Card py={48} px="xl">
      <EmptyState icon={<IconShieldCheck stroke={1.6} />} color="green" variant="light">
        <EmptyState.Title order={2}>No key in plain text was found</EmptyState.Title>
        <EmptyState.Description maw={520}>
          {lookedThrough(report)} were looked through. Add folders with .env files below to have them looked through,
          too.
        </EmptyState.Description>
      </EmptyState>
    </Card>
  );
}

function Found({ report, onMove }: { report: HuntReport; onMove: (group: FindGroup) => void }) {
  if (report.groups.length === 0) return <NothingFound report={report} />;
  return (
    <Section
      title={`${counted(report.groups.length, 'key')} in plain text`}
      aside={
        <Text size="sm" c="dimmed">
          Looked on {formatMoment(report.at)}
        </Text>
      }
    >
      <Stack gap="md">
        {report.groups.map((group) => (
          <GroupCard key={group.id} group={group} onMove={onMove} />
        ))}
        <Text size="sm" c="dimmed">
          {lookedThrough(report)} were looked through.
        </Text>
      </Stack>
    </Section>
  );
}

function DailySetting() {
  const preferences = useRead('preferences.get', {});
  const choose = useChoose();
  if (preferences.data === undefined) return null;
  return (
    <SwitchSetting
      label="Look once a day"
      help="Also a little after the start. Files on this computer are read, nothing else."
      checked={preferences.data.huntDaily}
      onChoose={(huntDaily) => {
        choose({ huntDaily });
      }}
    />
  );
}

function HuntBody({ scanning, onScan }: { scanning: boolean; onScan: () => void }) {
  const state = useHuntState();
  const [moving, setMoving] = useState<FindGroup>();
  if (state.isError && state.data === undefined)
    return <ProblemAlert problem={problemOf(state.error)} onRetry={() => void state.refetch()} />;
  if (state.data === undefined)
    return <Skeleton height={220} radius="lg" aria-busy="true" aria-label="Loading what was found" />;
  const { report, places, history } = state.data;
  return (
    <>
      {scanning && <Running />}
      {report === undefined ? !scanning && <NotYet onScan={onScan} /> : <Found report={report} onMove={setMoving} />}
      {report !== undefined && report.unread.length > 0 && <UnreadFiles files={report.unread} />}
      <PlacesSection places={places} onChanged={onScan} />
      <HistorySection history={history} />
      <Card>
        <DailySetting />
      </Card>
      <MoveDialog
        group={moving}
        onClose={() => {
          setMoving(undefined);
        }}
      />
    </>
  );
}

/** Keys that lie about in files, and how they get out of them. */
export function HuntScreen() {
  const scan = useScan();
  const progress = useProgress();
  const hasLooked = useHuntState().data?.report !== undefined;
  const scanning = scan.isPending || (progress !== null && progress.done < progress.total);
  const start = () => {
    scan.mutate();
  };
  const problem = scan.isError ? problemOf(scan.error) : undefined;
  return (
    <Page
      title="Plain-text keys"
      summary="Keys that lie about in files, where other programs can read them."
      actions={
        hasLooked && (
          <Button variant="default" leftSection={<IconRefresh size={18} />} loading={scanning} onClick={start}>
            Look again
          </Button>
        )
      }
    >
      {problem?.code === 'cancelled' && (
        <Alert color="gray" variant="light" icon={<IconInfoCircle />} title={problem.message} role="status">
          {problem.next}
        </Alert>
      )}
      {problem !== undefined && problem.code !== 'cancelled' && <ProblemAlert problem={problem} onRetry={start} />}
      <HuntBody scanning={scanning} onScan={start} />
    </Page>
  );
}
