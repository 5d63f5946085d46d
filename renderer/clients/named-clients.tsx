import { Card, Group, Stack, Text } from '@mantine/core';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';
import { AccessButton } from './access-button.tsx';
import type { AccessSubject } from './access-dialog.tsx';
import { ClientMark } from './client-mark.tsx';
import type { Client } from './types.ts';

type NamedProps = { readonly known: readonly Client[]; readonly onAccess: (subject: AccessSubject) => void };

/** Clients that have an access of their own, under names that the user gave them. */
export function NamedClients({ known, onAccess }: NamedProps) {
  const access = useRead('clients.access', {});
  const names = Object.keys(access.data?.clients ?? {}).filter((name) => !known.some(({ id }) => id === name));
  if (names.length === 0) return null;
  return (
    <Section title="Clients that you named">
      <Card>
        <Stack gap="md">
          {names.map((name) => (
            <Group key={name} gap="md" wrap="nowrap" justify="space-between">
              <Group gap="md" wrap="nowrap" miw={0}>
                <ClientMark id={undefined} size={30} />
                <Text size="sm" fw={600} className="breakable">
                  {name}
                </Text>
              </Group>
              <AccessButton subject={{ client: name, name: `“${name}”` }} onOpen={onAccess} />
            </Group>
          ))}
        </Stack>
      </Card>
    </Section>
  );
}
