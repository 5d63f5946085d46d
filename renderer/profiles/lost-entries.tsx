import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ProfileUse } from './types.ts';

/** Entries whose profile was taken away, as by another data folder: their servers do not start. */
export function LostEntries({ uses }: { uses: readonly ProfileUse[] }) {
  if (uses.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title="Some servers cannot start" role="status">
      These entries name a profile that is not here. Add it anew under that name, or write the entry anew in its client.
      <List size="sm" mt="xs">
        {uses.map(({ path, server, clientName, profileId }) => (
          <List.Item key={`${path} ${server}`}>
            “{server}” in {clientName}: {profileId}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
