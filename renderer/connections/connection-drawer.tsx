import { Button, DataList, Drawer, EmptyState, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconKey,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconShieldHalf,
  IconTrash,
  IconZoomQuestion,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useRead } from '../api/queries.ts';
import { ExternalLink, ProblemAlert } from '../ui/problem-alert.tsx';
import { formatAge, formatAgo, formatDay, formatDuration, useNow } from '../ui/time.ts';
import { AccessDialog } from './access-dialog.tsx';
import { summaryOf } from './access-words.ts';
import { methodOf } from './add-form-values.ts';
import { shortAddress, tokenPageOf } from './addresses.ts';
import { systemName } from './draft-result.tsx';
import { EditConnectionDialog } from './edit-connection-dialog.tsx';
import { Expiry } from './expiry.tsx';
import { HealthLabel, healthOf } from './health.tsx';
import { ProviderMark, providerNames } from './provider-mark.tsx';
import { ReplaceKeyDialog } from './replace-key-dialog.tsx';
import type { Connection, Provider } from './types.ts';
import { useConnectionActions, useIsTesting } from './use-connection-actions.ts';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue className="breakable">{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

function TestPart({ connection }: { connection: Connection }) {
  const now = useNow();
  const testing = useIsTesting(connection.id) && connection.active;
  const { test } = useConnectionActions(connection);
  const { lastTest } = connection;
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
      {connection.active && lastTest?.outcome.ok === false && <ProblemAlert problem={lastTest.outcome.problem} />}
    </Stack>
  );
}

function Facts({ connection, provider }: { connection: Connection; provider: Provider | undefined }) {
  const { credential, endpoint, auth } = connection;
  const secrets = useRead('secrets.status', {});
  const now = useNow();
  const method = provider === undefined ? undefined : methodOf(provider, auth.method);
  const tokenPage = method === undefined ? undefined : tokenPageOf(method, endpoint.baseUrl);
  return (
    <DataList withDivider labelWidth={110} gap="sm">
      <Fact label="System">
        {provider === undefined ? providerNames[connection.provider] : systemName(provider, endpoint.deployment)}
      </Fact>
      <Fact label="Address">
        <ExternalLink href={endpoint.baseUrl}>{shortAddress(endpoint.baseUrl)}</ExternalLink>
      </Fact>
      <Fact label="Account">{connection.owner.name}</Fact>
      {'account' in auth && <Fact label={method?.accountLabel ?? 'Signs in as'}>{auth.account}</Fact>}
      {connection.workspaceId !== undefined && <Fact label="Workspace">{connection.workspaceId}</Fact>}
      <Fact label="Key">
        {credential.hint} · {method?.label ?? auth.method}
        {tokenPage !== undefined && (
          <div>
            <ExternalLink href={tokenPage}>Where this key is made</ExternalLink>
          </div>
        )}
      </Fact>
      <Fact label="Key age">
        {formatAge(credential.createdAt, now)}, since {formatDay(credential.createdAt)}
        {credential.expiresAt !== undefined && <Expiry date={credential.expiresAt} now={now} />}
      </Fact>
      <Fact label="Claude may">{summaryOf(connection.policy)}</Fact>
      <Fact label="Kept in">
        {credential.home === 'vault' ? 'The vault' : (secrets.data?.keychainName ?? 'The keychain')}
      </Fact>
    </DataList>
  );
}

function Actions({ connection, onRemoved }: { connection: Connection; onRemoved: () => void }) {
  const { setActive, remove } = useConnectionActions(connection);
  const [editing, edit] = useDisclosure();
  const [replacing, replace] = useDisclosure();
  const [allowing, allow] = useDisclosure();
  return (
    <Group gap="xs">
      <Button px="sm" leftSection={<IconKey size={18} />} onClick={replace.open}>
        Replace key
      </Button>
      <Button px="sm" variant="default" leftSection={<IconShieldHalf size={18} />} onClick={allow.open}>
        Access
      </Button>
      <Button px="sm" variant="default" leftSection={<IconPencil size={18} />} onClick={edit.open}>
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
      <AccessDialog connection={connection} opened={allowing} onClose={allow.close} />
      <EditConnectionDialog connection={connection} opened={editing} onClose={edit.close} />
      <ReplaceKeyDialog connection={connection} opened={replacing} onClose={replace.close} />
    </Group>
  );
}

function Details({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const providers = useRead('providers.list', {});
  const provider = providers.data?.find(({ id }) => id === connection.provider);
  return (
    <Stack gap="xl">
      <TestPart connection={connection} />
      <Facts connection={connection} provider={provider} />
      <Actions connection={connection} onRemoved={onClose} />
    </Stack>
  );
}

/** One connection in full, beside the list. The address of the window names it, so it can be linked to. */
export function ConnectionDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
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
