import { Button, Card, Code, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ProfileMenu } from './profile-menu.tsx';
import { PutBackDialog } from './put-back-dialog.tsx';
import type { Profile, ProfileUse } from './types.ts';
import { VariableList } from './variable-list.tsx';

function UseRow({ use, onPutBack }: { use: ProfileUse; onPutBack: () => void }) {
  const place = use.label === undefined ? use.clientName : `${use.clientName} (${use.label})`;
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <Stack gap={0} miw={0}>
        <Text size="sm">
          “{use.server}” in {place}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" truncate title={use.path}>
          {use.path}
        </Text>
      </Stack>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        style={{ flexShrink: 0 }}
        aria-label={`Put the keys of ${use.server} back into ${use.clientName}`}
        onClick={onPutBack}
      >
        Put back…
      </Button>
    </Group>
  );
}

/** Undefined while the files of the clients are looked through. */
function Uses({ uses }: { uses: readonly ProfileUse[] | undefined }) {
  const [chosen, setChosen] = useState<ProfileUse>();
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        Used by
      </Text>
      {uses === undefined && (
        <Text size="sm" c="dimmed">
          Looking through the clients…
        </Text>
      )}
      {uses?.length === 0 && (
        <Text size="sm" c="dimmed">
          No entry of a known client. Copy one from the menu, or start the server in a terminal.
        </Text>
      )}
      {uses?.map((use) => (
        <UseRow
          key={`${use.path} ${use.server}`}
          use={use}
          onPutBack={() => {
            setChosen(use);
          }}
        />
      ))}
      <PutBackDialog
        use={chosen}
        onClose={() => {
          setChosen(undefined);
        }}
      />
    </Stack>
  );
}

type CardProps = { readonly profile: Profile; readonly uses: readonly ProfileUse[] | undefined };

/** One profile: its variables, and who starts through it. */
export function ProfileCard({ profile, uses }: CardProps) {
  return (
    <Card component="article" aria-label={profile.name}>
      <Stack gap="md">
        <Group justify="space-between" gap="md" wrap="nowrap" align="flex-start">
          <Stack gap={2} miw={0}>
            <Text fw={650} className="breakable">
              {profile.name}
            </Text>
            <Text size="sm" c="dimmed">
              <Code>keyring-host run {profile.id} -- …</Code>
            </Text>
          </Stack>
          <ProfileMenu profile={profile} />
        </Group>
        <VariableList profile={profile} used={uses !== undefined && uses.length > 0} />
        <Uses uses={uses} />
      </Stack>
    </Card>
  );
}
