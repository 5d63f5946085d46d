import { Alert, Button, Card, Divider, Group, SegmentedControl, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle, IconClockPause, IconShieldCheck } from '@tabler/icons-react';
import { useId } from 'react';
import type { CallOutput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { useChoose } from '../settings/use-choose.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatMoment } from '../ui/time.ts';
import { wordsOf } from './guard-words.ts';
import type { GuardedFile, GuardStatus } from './types.ts';
import { useGuardAction } from './use-guard-action.ts';

function icon({ state }: GuardedFile) {
  if (state === 'guarded') return <IconShieldCheck />;
  return state === 'waiting' ? <IconClockPause /> : <IconAlertTriangle />;
}

function WaitingActions({ path }: { path: string }) {
  const api = useApi();
  const cancel = useGuardAction(() => api.call('claude.cancelWaiting', { path }));
  const writeNow = useGuardAction(() => api.call('claude.writeNow', { path }));
  const busy = cancel.isPending || writeNow.isPending;
  return (
    <Group gap="sm">
      <Button
        size="xs"
        variant="default"
        disabled={busy}
        onClick={() => {
          cancel.mutate(undefined);
        }}
      >
        Call it off
      </Button>
      <Button
        size="xs"
        variant="outline"
        disabled={busy}
        onClick={() => {
          writeNow.mutate(undefined);
        }}
      >
        Write now anyway
      </Button>
    </Group>
  );
}

function AnswerActions({ path, state, question }: GuardedFile) {
  const api = useApi();
  const answer = useGuardAction((given: 'put-back' | 'leave') =>
    api.call('claude.answerGuard', { path, answer: given }),
  );
  const isGone = state !== 'question' || question === 'dropped';
  return (
    <Group gap="sm">
      <Button
        size="xs"
        loading={answer.isPending}
        onClick={() => {
          answer.mutate('put-back');
        }}
      >
        {isGone ? 'Put it back' : 'Put it right'}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={answer.isPending}
        onClick={() => {
          answer.mutate('leave');
        }}
      >
        {isGone ? 'I removed it myself' : 'Leave it as it is'}
      </Button>
    </Group>
  );
}

function FileStanding({ file, several }: { file: GuardedFile; several: boolean }) {
  const { title, text, color } = wordsOf(file);
  const asks = ['question', 'stopped', 'dropped'].includes(file.state);
  return (
    <Alert color={color} variant="light" icon={icon(file)} title={title} role="status">
      <Stack gap="sm">
        <Text size="sm">
          {text}
          {file.lastPutBackAt !== undefined && ` It was put back last on ${formatMoment(file.lastPutBackAt)}.`}
        </Text>
        {several && (
          <Text size="xs" ff="monospace" className="breakable">
            {file.path}
          </Text>
        )}
        {file.problem !== undefined && <ProblemAlert problem={file.problem} />}
        {file.state === 'waiting' && <WaitingActions path={file.path} />}
        {asks && <AnswerActions {...file} />}
      </Stack>
    </Alert>
  );
}

type Mode = CallOutput<'preferences.get'>['guard'];

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'restore', label: 'Put it back' },
  { value: 'ask', label: 'Ask me' },
  { value: 'off', label: 'Only tell me' },
];

function GuardSetting() {
  const preferences = useRead('preferences.get', {});
  const choose = useChoose();
  const id = useId();
  if (preferences.data === undefined) return null;
  const { guard, guardAtOnce } = preferences.data;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="md">
        <Text size="sm" fw={600}>
          When the entry is gone or no longer right
        </Text>
        <SegmentedControl
          aria-label="When the entry is gone or no longer right"
          data={[...modes]}
          value={guard}
          onChange={(value) => {
            choose({ guard: value });
          }}
        />
      </Group>
      {guard === 'restore' && (
        <Group justify="space-between" gap="md" wrap="nowrap">
          <Stack gap={0} maw={560}>
            <Text size="sm" fw={600} id={id}>
              Put it back while Claude runs, too
            </Text>
            <Text size="sm" c="dimmed">
              Otherwise MCP Keyring waits until Claude has ended. A running Claude often overwrites it again.
            </Text>
          </Stack>
          <Switch
            aria-labelledby={id}
            size="md"
            checked={guardAtOnce}
            onChange={(event) => {
              choose({ guardAtOnce: event.currentTarget.checked });
            }}
          />
        </Group>
      )}
    </Stack>
  );
}

function Standing({ status }: { status: GuardStatus }) {
  if (status.problem !== undefined)
    return (
      <Alert color="red" variant="light" icon={<IconAlertTriangle />} title="The guard cannot work" role="status">
        <Stack gap="sm">
          <Text size="sm">
            It does nothing to Claude’s settings until this is put right. The buttons on this page work all the same.
          </Text>
          <ProblemAlert problem={status.problem} />
        </Stack>
      </Alert>
    );
  if (status.files.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Claude Desktop rewrites its settings now and then, and sometimes drops entries. Once you have added MCP Keyring,
        its entry is watched here.
      </Text>
    );
  return status.files.map((file) => <FileStanding key={file.path} file={file} several={status.files.length > 1} />);
}

/** Whether the entry is watched over, and what the user wants to be done when it is gone. */
export function GuardSection() {
  const guard = useRead('claude.guard', {}, { alwaysFresh: true });
  return (
    <Section title="Guard" name="guard">
      <Card>
        <Stack gap="md">
          {guard.isError && <ProblemAlert problem={problemOf(guard.error)} onRetry={() => void guard.refetch()} />}
          {guard.isPending && <Skeleton height={64} />}
          {guard.data !== undefined && <Standing status={guard.data} />}
          <Divider />
          <GuardSetting />
        </Stack>
      </Card>
    </Section>
  );
}
