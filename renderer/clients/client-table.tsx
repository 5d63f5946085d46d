import { Anchor, Button, Card, Group, Stack, Table, Text } from '@mantine/core';
import { hrefOf } from '../ui/route.ts';
import { AccessButton } from './access-button.tsx';
import type { AccessSubject } from './access-dialog.tsx';
import type { PlannedChange } from './change-dialog.tsx';
import { ClientMark } from './client-mark.tsx';
import { EntryState } from './entry-state.tsx';
import type { Client, ClientFile } from './types.ts';

type Actions = {
  readonly onPlan: (plan: PlannedChange) => void;
  readonly onAccess: (subject: AccessSubject) => void;
};

function NameCell({ client, file }: { client: Client; file: ClientFile | undefined }) {
  return (
    <Group gap="md" wrap="nowrap">
      <ClientMark id={client.id} />
      <Stack gap={0} miw={0}>
        <Anchor
          href={client.documentation}
          target="_blank"
          rel="noreferrer"
          c="var(--mantine-color-text)"
          fw={600}
          size="sm"
          title="Its own documentation of MCP servers"
        >
          {client.name}
        </Anchor>
        {file !== undefined && <Place file={file} />}
      </Stack>
    </Group>
  );
}

function Place({ file: { path, label } }: { file: ClientFile }) {
  return (
    <>
      {label !== undefined && (
        <Text size="xs" c="dimmed">
          {label}
        </Text>
      )}
      {/* Cut off at its start, because its end says more; `bdi` keeps the slashes where they are. */}
      <Text size="xs" c="dimmed" truncate="start" ta="left" title={path}>
        <bdi dir="ltr">{path}</bdi>
      </Text>
    </>
  );
}

type EntryActionsProps = Pick<Actions, 'onPlan'> & { readonly client: Client; readonly file: ClientFile };

function EntryActions({ client, file: { path, state }, onPlan }: EntryActionsProps) {
  const remove = (
    <Button
      size="xs"
      variant="default"
      aria-label={`Remove from ${client.name}`}
      onClick={() => {
        onPlan({ client, path, change: 'remove', verb: 'Remove' });
      }}
    >
      Remove
    </Button>
  );
  const write = (verb: 'Add' | 'Update', name: string) => (
    <Button
      size="xs"
      aria-label={name}
      onClick={() => {
        onPlan({ client, path, change: 'write', verb });
      }}
    >
      {verb}
    </Button>
  );
  switch (state) {
    case 'missing':
    case 'without-entry':
      return write('Add', `Add to ${client.name}`);
    case 'current':
      return remove;
    case 'outdated':
      return (
        <Stack gap={6} align="flex-end">
          {write('Update', `Update the entry of ${client.name}`)}
          {remove}
        </Stack>
      );
    case 'not-parsable':
    case 'unreadable':
      return null;
  }
}

const OwnScreen = () => (
  <Button component="a" href={hrefOf({ screen: 'claude-desktop' })} size="xs" variant="default">
    Open
  </Button>
);

function FirstCells({ client, onAccess }: Pick<Actions, 'onAccess'> & { client: Client }) {
  const [file] = client.files;
  return (
    <>
      <Table.Td>
        <NameCell client={client} file={file} />
      </Table.Td>
      <Table.Td>
        {file === undefined ? (
          <Text size="sm" c="dimmed">
            Start it once first
          </Text>
        ) : (
          <EntryState file={file} />
        )}
      </Table.Td>
      <Table.Td>
        <AccessButton subject={{ client: client.id, name: client.name }} onOpen={onAccess} />
      </Table.Td>
    </>
  );
}

function ClientRows({ client, onPlan, onAccess }: Actions & { client: Client }) {
  const [first, ...others] = client.files;
  const hasOwnScreen = client.id === 'claude-desktop';
  const actions = (file: ClientFile) =>
    hasOwnScreen ? <OwnScreen /> : <EntryActions client={client} file={file} onPlan={onPlan} />;
  return (
    <>
      <Table.Tr>
        <FirstCells client={client} onAccess={onAccess} />
        <Table.Td ta="right">{first !== undefined && actions(first)}</Table.Td>
      </Table.Tr>
      {!hasOwnScreen &&
        others.map((file) => (
          <Table.Tr key={file.path}>
            <Table.Td pl={70}>
              <Place file={file} />
            </Table.Td>
            <Table.Td>
              <EntryState file={file} />
            </Table.Td>
            <Table.Td />
            <Table.Td ta="right">{actions(file)}</Table.Td>
          </Table.Tr>
        ))}
    </>
  );
}

/** Which clients have our entry, and what each may do. */
export function ClientTable({ clients, ...actions }: Actions & { clients: readonly Client[] }) {
  return (
    <Card padding={0}>
      <Table.ScrollContainer minWidth={600}>
        <Table verticalSpacing="sm" horizontalSpacing="md" className="quiet-head" layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Client</Table.Th>
              <Table.Th w={{ base: 134, md: 160 }}>Entry</Table.Th>
              <Table.Th w={{ base: 164, md: 226 }}>Access</Table.Th>
              <Table.Th w={112} aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {clients.map((client) => (
              <ClientRows key={client.id} client={client} {...actions} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
