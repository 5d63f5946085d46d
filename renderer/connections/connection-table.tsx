import { Anchor, Card, Group, Stack, Table, Text } from '@mantine/core';
import { useRead } from '../api/queries.ts';
import type { Key } from '../keys/types.ts';
import { hrefOf, goTo } from '../ui/route.ts';
import { useNow } from '../ui/time.ts';
import { shortAddress } from './addresses.ts';
import { ConnectionMenu } from './connection-menu.tsx';
import { KeyState } from './expiry.tsx';
import { HealthLabel, healthOf } from './health.tsx';
import { ProviderMark, providerNames } from './provider-mark.tsx';
import type { Connection } from './types.ts';
import { useIsTesting } from './use-connection-actions.ts';

function NameCell({ connection }: { connection: Connection }) {
  return (
    <Group gap="md" wrap="nowrap">
      <ProviderMark provider={connection.provider} />
      <Stack gap={0} miw={0}>
        <Anchor
          href={hrefOf({ screen: 'connections', id: connection.id })}
          c="var(--mantine-color-text)"
          fw={600}
          size="sm"
          lh={1.4}
          style={{ overflowWrap: 'break-word' }}
        >
          {connection.name}
        </Anchor>
        <Text size="xs" c="dimmed" truncate title={connection.endpoint.baseUrl}>
          {providerNames[connection.provider]} · {shortAddress(connection.endpoint.baseUrl)}
        </Text>
        {/* Its own column where there is room for one. */}
        <Text size="xs" c="dimmed" className="breakable" hiddenFrom="md">
          {connection.owner.name}
        </Text>
      </Stack>
    </Group>
  );
}

type CellProps = { readonly connection: Connection; readonly item: Key | undefined; readonly now: Date };

function KeyCell({ connection, item, now }: CellProps) {
  const { credential } = connection;
  return (
    <Stack gap={0}>
      <Text size="sm" className="tabular">
        {credential.hint}
      </Text>
      <KeyState credential={credential} item={item} now={now} />
    </Stack>
  );
}

function ConnectionRow({ connection, item, now }: CellProps) {
  const testing = useIsTesting(connection.id) && connection.active;
  const open = () => {
    goTo({ screen: 'connections', id: connection.id });
  };
  return (
    <Table.Tr onClick={open} style={{ cursor: 'pointer' }} opacity={connection.active ? 1 : 0.75}>
      <Table.Td>
        <NameCell connection={connection} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Text size="sm" className="breakable">
          {connection.owner.name}
        </Text>
      </Table.Td>
      <Table.Td>
        <HealthLabel health={healthOf(connection, now)} testing={testing} />
      </Table.Td>
      <Table.Td>
        <KeyCell connection={connection} item={item} now={now} />
      </Table.Td>
      <Table.Td
        ta="right"
        onClick={(event) => {
          event.stopPropagation();
        }}
      >
        <ConnectionMenu connection={connection} />
      </Table.Td>
    </Table.Tr>
  );
}

export function ConnectionTable({ connections }: { connections: readonly Connection[] }) {
  const now = useNow();
  const keys = useRead('keys.list', {});
  const itemOf = (id: string) => keys.data?.find(({ connectionId }) => connectionId === id);
  return (
    <Card padding={0}>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="md" horizontalSpacing="md" className="quiet-head" highlightOnHover layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Connection</Table.Th>
              <Table.Th w={160} visibleFrom="md">
                Account
              </Table.Th>
              <Table.Th w={172}>Health</Table.Th>
              <Table.Th w={168}>Key</Table.Th>
              <Table.Th w={64} aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {connections.map((connection) => (
              <ConnectionRow key={connection.id} connection={connection} item={itemOf(connection.id)} now={now} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
