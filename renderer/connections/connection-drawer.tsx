import { Button, Drawer, EmptyState, Group, Stack, Text } from '@mantine/core';
import {
  IconKey,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconShieldHalf,
  IconStethoscope,
  IconTrash,
  IconZoomQuestion,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ProblemCode } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { RotationHistory } from '../rotation/rotation-history.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatAgo, formatDuration, useNow } from '../ui/time.ts';
import { ConnectionDialogs, useConnectionDialogs, type Dialogs } from './connection-dialogs.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { HealthLabel, healthOf } from './health.tsx';
import { ProviderMark } from './provider-mark.tsx';
import type { Connection } from './types.ts';
import { useConnectionActions, useIsTesting } from './use-connection-actions.ts';
import { useEscapeOnTop } from '../ui/dialog-open.ts';

/** What another key puts right. */
const ofTheKey: readonly ProblemCode[] = [
  'bad-credentials',
  'anonymous',
  'insufficient-scope',
  'secret-missing',
  'wrong-kind-of-key',
];

type PartProps = { readonly connection: Connection; readonly dialogs: Dialogs };

function Failure({ connection, dialogs }: PartProps) {
  const outcome = connection.lastTest?.outcome;
  if (!connection.active || outcome?.ok !== false) return null;
  return (
    <ProblemAlert problem={outcome.problem}>
      <Button size="xs" variant="default" onClick={dialogs.open('diagnosis')}>
        Why doesn’t it work?
      </Button>
      {ofTheKey.includes(outcome.problem.code) && (
        <Button size="xs" variant="default" onClick={dialogs.open('rotation')}>
          Rotate the key…
        </Button>
      )}
    </ProblemAlert>
  );
}

function TestPart({ connection, dialogs }: PartProps) {
  const now = useNow();
  const testing = useIsTesting(connection.id) && connection.active;
  const { test } = useConnectionActions(connection);
  const { lastTest } = connection;
  const fails = connection.active && lastTest?.outcome.ok === false;
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0} aria-live="polite">
          <HealthLabel health={healthOf(connection, now)} testing={testing} />
          <Text size="xs" c="dimmed">
            {lastTest === undefined
              ? 'Never tested'
              : `Tested ${formatAgo(lastTest.at, now)}, took ${formatDuration(lastTest.durationMs)}`}
          </Text>
        </Stack>
        <Group gap="xs" wrap="nowrap">
          {!fails && (
            <Button
              px="sm"
              variant="subtle"
              leftSection={<IconStethoscope size={18} />}
              onClick={dialogs.open('diagnosis')}
            >
              Run a diagnosis
            </Button>
          )}
          <Button
            variant="light"
            leftSection={<IconRefresh size={18} />}
            loading={testing}
            disabled={!connection.active}
            onClick={() => {
              test.mutate();
            }}
          >
            Test now
          </Button>
        </Group>
      </Group>
      <Failure connection={connection} dialogs={dialogs} />
    </Stack>
  );
}

function Actions({ connection, dialogs, onRemoved }: PartProps & { onRemoved: () => void }) {
  const { setActive, remove } = useConnectionActions(connection);
  return (
    <Group gap="xs">
      <Button px="sm" leftSection={<IconKey size={18} />} onClick={dialogs.open('rotation')}>
        Rotate key
      </Button>
      <Button px="sm" variant="default" leftSection={<IconShieldHalf size={18} />} onClick={dialogs.open('access')}>
        Access
      </Button>
      <Button px="sm" variant="default" leftSection={<IconPencil size={18} />} onClick={dialogs.open('edit')}>
        Edit
      </Button>
      <Button
        px="sm"
        variant="default"
        leftSection={connection.active ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />}
        loading={setActive.isPending}
        onClick={() => {
          setActive.mutate(!connection.active);
        }}
      >
        {connection.active ? 'Pause' : 'Resume'}
      </Button>
      <Button
        px="sm"
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={18} />}
        onClick={() => {
          remove.mutate(undefined, { onSuccess: onRemoved });
        }}
      >
        Remove
      </Button>
    </Group>
  );
}

function Details({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const providers = useRead('providers.list', {});
  const provider = providers.data?.find(({ id }) => id === connection.provider);
  const dialogs = useConnectionDialogs();
  return (
    <Stack gap="xl">
      <TestPart connection={connection} dialogs={dialogs} />
      <ConnectionFacts connection={connection} provider={provider} />
      <Actions connection={connection} dialogs={dialogs} onRemoved={onClose} />
      <Section title="Earlier rotations">
        <RotationHistory connectionId={connection.id} />
      </Section>
      <ConnectionDialogs connection={connection} dialogs={dialogs} />
    </Stack>
  );
}

/** One connection in full, beside the list. The address of the window names it, so it can be linked to. */
export function ConnectionDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const escape = useEscapeOnTop();
  const connections = useRead('connections.list', {});
  // While the drawer slides away it still shows what it showed.
  const [shownId, setShownId] = useState(id);
  if (id !== undefined && id !== shownId) setShownId(id);
  const connection = connections.data?.find((each) => each.id === shownId);
  const title = connection !== undefined && (
    <Group gap="sm" wrap="nowrap">
      <ProviderMark provider={connection.provider} size={32} />
      <Text span fw={650} size="lg" className="breakable">
        {connection.name}
      </Text>
    </Group>
  );
  return (
    <Drawer
      opened={id !== undefined && connections.data !== undefined}
      {...escape}
      onClose={onClose}
      position="right"
      size={540}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {connection === undefined ? (
        <EmptyState
          icon={<IconZoomQuestion />}
          title="This connection is not there"
          description="It may have been removed. The list shows the ones there are."
        />
      ) : (
        <Details connection={connection} onClose={onClose} />
      )}
    </Drawer>
  );
}
