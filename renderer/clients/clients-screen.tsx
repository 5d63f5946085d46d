import { Card, EmptyState, Skeleton, Stack } from '@mantine/core';
import { IconPlug } from '@tabler/icons-react';
import { useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { AbsentClients } from './absent-clients.tsx';
import { AccessDialog, type AccessSubject } from './access-dialog.tsx';
import { ChangeDialog, type PlannedChange } from './change-dialog.tsx';
import { ClientTable } from './client-table.tsx';
import { ManualEntry } from './manual-entry.tsx';
import { NamedClients } from './named-clients.tsx';
import type { Client } from './types.ts';

const lookEveryMs = 5_000;

const NoneFound = () => (
  <Card py="xl">
    <EmptyState
      icon={<IconPlug stroke={1.6} />}
      variant="light"
      title="No MCP client was found on this computer"
      description="Install one and start it once; this page then offers to add MCP Keyring. Any other takes the entry below."
    />
  </Card>
);

function ClientsBody({ clients }: { clients: readonly Client[] }) {
  const access = useRead('clients.access', {});
  const [plan, setPlan] = useState<PlannedChange>();
  const [subject, setSubject] = useState<AccessSubject>();
  const installed = clients.filter((client) => client.installed);
  return (
    <>
      {access.isError && <ProblemAlert problem={problemOf(access.error)} onRetry={() => void access.refetch()} />}
      <Stack gap="md">
        {installed.length === 0 ? (
          <NoneFound />
        ) : (
          <ClientTable clients={installed} onPlan={setPlan} onAccess={setSubject} />
        )}
        <AbsentClients clients={clients.filter((client) => !client.installed)} onAccess={setSubject} />
      </Stack>
      <NamedClients known={clients} onAccess={setSubject} />
      <ManualEntry onAccess={setSubject} />
      <ChangeDialog
        plan={plan}
        clients={clients}
        onClose={() => {
          setPlan(undefined);
        }}
      />
      <AccessDialog
        subject={subject}
        onClose={() => {
          setSubject(undefined);
        }}
      />
    </>
  );
}

export function ClientsScreen() {
  const clients = useRead('clients.list', {}, { alwaysFresh: true, refetchEveryMs: lookEveryMs });
  return (
    <Page title="Clients" summary="Which programs have MCP Keyring, and what each may do with your connections.">
      {clients.data !== undefined && <ClientsBody clients={clients.data} />}
      {clients.data === undefined && clients.isError && (
        <ProblemAlert problem={problemOf(clients.error)} onRetry={() => void clients.refetch()} />
      )}
      {clients.isPending && (
        <Stack gap="md" aria-busy="true" aria-label="Looking for clients">
          <Skeleton height={240} radius="lg" />
          <Skeleton height={60} radius="lg" />
        </Stack>
      )}
    </Page>
  );
}
