import { Button, Card, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Section } from '../ui/page.tsx';
import type { MovableEntry } from './types.ts';
import { useHomeName } from './use-home-name.ts';
import { useMoveEntry } from './use-profile-actions.ts';

function MovableCard({ entry }: { entry: MovableEntry }) {
  const likely = entry.variables.filter((each) => each.likely).map(({ name }) => name);
  const [chosen, setChosen] = useState<string[]>(likely);
  const move = useMoveEntry();
  const home = useHomeName().short;
  const { client, path, server } = entry;
  const place = entry.label === undefined ? entry.clientName : `${entry.clientName} (${entry.label})`;
  return (
    <Card component="article" aria-label={`${server} in ${place}`}>
      <Group justify="space-between" gap="md" align="flex-start">
        <Stack gap="sm" miw={0} style={{ flex: '1 1 320px' }}>
          <Stack gap={2}>
            <Text fw={600} className="breakable">
              “{server}” in {place}
            </Text>
            <Text size="xs" c="dimmed" ff="monospace" className="breakable">
              {path}
            </Text>
          </Stack>
          <Checkbox.Group value={chosen} onChange={setChosen} aria-label={`Variables of ${server}`}>
            <Group gap="md">
              {entry.variables.map(({ name }) => (
                <Checkbox key={name} value={name} label={name} size="sm" />
              ))}
            </Group>
          </Checkbox.Group>
        </Stack>
        <Button
          leftSection={<IconShieldLock size={18} />}
          variant={likely.length > 0 ? 'filled' : 'default'}
          disabled={chosen.length === 0}
          loading={move.isPending}
          aria-label={`Move the keys of ${server} in ${place} to ${home}`}
          onClick={() => {
            move.mutate({ client, path, server, variables: chosen });
          }}
        >
          Move to {home}
        </Button>
      </Group>
    </Card>
  );
}

/** Those with what looks like a key come first. */
const byLikelihood = (a: MovableEntry, b: MovableEntry): number =>
  Number(b.variables.some(({ likely }) => likely)) - Number(a.variables.some(({ likely }) => likely));

/** Servers whose variables stand in a client's file: their names only, never what is in them. */
export function MovableEntries({ entries }: { entries: readonly MovableEntry[] }) {
  const home = useHomeName().short;
  if (entries.length === 0) return null;
  return (
    <Section title="In plain text now">
      <Text size="sm" c="dimmed">
        These servers get variables from the file of their client. What you tick is moved into {home}, and the entry
        starts the server through MCP Keyring; a copy of the file without the keys is kept, and “Put back” undoes it.
        Other copies of a key are found under “Plain-text keys”.
      </Text>
      {entries.toSorted(byLikelihood).map((entry) => (
        <MovableCard key={`${entry.path} ${entry.server}`} entry={entry} />
      ))}
    </Section>
  );
}
