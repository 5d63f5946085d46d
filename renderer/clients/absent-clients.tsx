import { Accordion, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { AccessButton } from './access-button.tsx';
import type { AccessSubject } from './access-dialog.tsx';
import { ClientMark } from './client-mark.tsx';
import type { Client } from './types.ts';

type AbsentProps = { readonly clients: readonly Client[]; readonly onAccess: (subject: AccessSubject) => void };

/** Those that were not found, folded: their access can be set before they come. */
export function AbsentClients({ clients, onAccess }: AbsentProps) {
  if (clients.length === 0) return null;
  return (
    <Accordion variant="contained" chevronPosition="left" radius="lg" className="quiet-lines">
      <Accordion.Item value="absent">
        <Accordion.Control>Not found on this computer ({clients.length})</Accordion.Control>
        <Accordion.Panel>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            {clients.map(({ id, name }) => (
              <Group key={id} gap="md" wrap="nowrap">
                <ClientMark id={id} size={30} />
                <Stack gap={0} align="flex-start">
                  <Text size="sm">{name}</Text>
                  <AccessButton subject={{ client: id, name }} onOpen={onAccess} />
                </Stack>
              </Group>
            ))}
          </SimpleGrid>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
