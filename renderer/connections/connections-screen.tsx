import { Button, Card, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ImportDialog } from '../imports/import-dialog.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { goTo } from '../ui/route.ts';
import { AddConnectionDialog } from './add-connection-dialog.tsx';
import { ConnectionDrawer } from './connection-drawer.tsx';
import { ConnectionTable } from './connection-table.tsx';
import { FirstStart } from './first-start.tsx';
import { TestAllButton } from './test-all-button.tsx';
import type { Connection } from './types.ts';

const rowHeight = 73;

function LoadingTable() {
  return (
    <Card padding="md" aria-busy="true" aria-label="Loading connections">
      <Stack gap="md">
        {[1, 2, 3].map((row) => (
          <Skeleton key={row} height={rowHeight - 16} />
        ))}
      </Stack>
    </Card>
  );
}

type Openers = { readonly onAdd: () => void; readonly onImport: () => void };

function ConnectionList({ connections, onAdd, onImport }: Openers & { connections: readonly Connection[] }) {
  const actions = (
    <>
      <TestAllButton />
      <Button variant="default" leftSection={<IconFileImport size={18} />} onClick={onImport}>
        Import
      </Button>
      <Button leftSection={<IconPlus size={18} />} onClick={onAdd}>
        Add connection
      </Button>
    </>
  );
  return (
    <Page title="Connections" summary="The systems Claude can reach through MCP Keyring." actions={actions}>
      <ConnectionTable connections={connections} />
    </Page>
  );
}

function ConnectionsBody(openers: Openers) {
  const connections = useRead('connections.list', {});
  if (connections.data !== undefined && connections.data.length > 0)
    return <ConnectionList connections={connections.data} {...openers} />;
  if (connections.data !== undefined) return <FirstStart {...openers} />;
  return (
    <Page title="Connections" summary="The systems Claude can reach through MCP Keyring.">
      {connections.isError ? (
        <ProblemAlert problem={problemOf(connections.error)} onRetry={() => void connections.refetch()} />
      ) : (
        <LoadingTable />
      )}
    </Page>
  );
}

export function ConnectionsScreen({ selectedId }: { selectedId: string | undefined }) {
  const [adding, add] = useDisclosure();
  const [importing, importer] = useDisclosure();
  return (
    <>
      <ConnectionsBody onAdd={add.open} onImport={importer.open} />
      <AddConnectionDialog opened={adding} onClose={add.close} />
      <ImportDialog opened={importing} onClose={importer.close} />
      <ConnectionDrawer
        id={selectedId}
        onClose={() => {
          goTo({ screen: 'connections' });
        }}
      />
    </>
  );
}
