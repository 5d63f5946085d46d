import { Button, Card, EmptyState, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconServerBolt } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Page, Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { AddProfileDialog } from './add-profile-dialog.tsx';
import { LostEntries } from './lost-entries.tsx';
import { MovableEntries } from './movable-entries.tsx';
import { ProfileCard } from './profile-card.tsx';
import type { Profile, ProfileUse } from './types.ts';

const summary =
  'Other MCP servers read their keys from variables, which clients keep in plain text. Here the keys are in the keychain, and a server gets them only when it starts.';

function NoProfiles({ onAdd }: { onAdd: () => void }) {
  return (
    <Card py={48} px="xl">
      <EmptyState icon={<IconServerBolt stroke={1.6} />} variant="light">
        <EmptyState.Title order={2}>No other server gets its keys from here yet</EmptyState.Title>
        <EmptyState.Description maw={480}>
          Move the keys of a server that a client starts already, where one is listed below, or add a server and copy
          its entry into the client.
        </EmptyState.Description>
        <EmptyState.Actions>
          <Button leftSection={<IconPlus size={18} />} onClick={onAdd}>
            Add a server
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Card>
  );
}

type ListProps = { readonly profiles: readonly Profile[]; readonly uses: readonly ProfileUse[] | undefined };

function ProfileList({ profiles, uses }: ListProps) {
  return (
    <Section title="With keys from the keychain">
      {profiles.map((profile) => (
        <ProfileCard key={profile.id} profile={profile} uses={uses?.filter((use) => use.profileId === profile.id)} />
      ))}
    </Section>
  );
}

function ProfilesBody({ onAdd }: { onAdd: () => void }) {
  const profiles = useRead('profiles.list', {});
  const entries = useRead('profiles.entries', {}, { alwaysFresh: true });
  if (profiles.data === undefined && profiles.isError)
    return <ProblemAlert problem={problemOf(profiles.error)} onRetry={() => void profiles.refetch()} />;
  if (profiles.data === undefined)
    return (
      <Stack gap="md" aria-busy="true" aria-label="Loading servers">
        <Skeleton height={190} radius="lg" />
        <Skeleton height={120} radius="lg" />
      </Stack>
    );
  const there = new Set(profiles.data.map(({ id }) => id));
  return (
    <>
      <LostEntries uses={entries.data?.uses.filter(({ profileId }) => !there.has(profileId)) ?? []} />
      {profiles.data.length === 0 ? (
        <NoProfiles onAdd={onAdd} />
      ) : (
        <ProfileList profiles={profiles.data} uses={entries.data?.uses} />
      )}
      {entries.isError && <ProblemAlert problem={problemOf(entries.error)} onRetry={() => void entries.refetch()} />}
      {entries.data !== undefined && <MovableEntries entries={entries.data.movable} />}
    </>
  );
}

export function ProfilesScreen() {
  const [adding, { open, close }] = useDisclosure();
  const actions = (
    <Button leftSection={<IconPlus size={18} />} onClick={open}>
      Add a server
    </Button>
  );
  return (
    <>
      <Page title="Other servers" summary={summary} actions={actions}>
        <ProfilesBody onAdd={open} />
      </Page>
      <AddProfileDialog opened={adding} onClose={close} />
    </>
  );
}
