import { Button, Card, Code, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';
import { AccessButton } from './access-button.tsx';
import type { AccessSubject } from './access-dialog.tsx';

function CopyEntry({ text }: { text: string }) {
  return (
    <CopyButton value={text} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          onClick={copy}
          aria-live="polite"
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  );
}

/** "My client 2" → "my-client-2": what may stand behind `--client`. */
const asId = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

/** The same entry for any other MCP client that takes `mcpServers`. It holds no key. */
export function ManualEntry({ onAccess }: { onAccess: (subject: AccessSubject) => void }) {
  const entry = useRead('clients.manualEntry', {});
  const [called, setCalled] = useState('');
  const id = asId(called);
  if (entry.data === undefined) return null;
  const { name, command, args } = entry.data;
  const own = { command, args: [...args, ...(id === '' ? [] : ['--client', id])] };
  const json = JSON.stringify({ mcpServers: { [name]: own } }, undefined, 2);
  return (
    <Section title="Any other client" aside={<CopyEntry text={json} />}>
      <Card>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            Most MCP clients take this entry in their own settings file. It holds no key, only where MCP Keyring is.
          </Text>
          <Group align="flex-end" justify="space-between" gap="md">
            <TextInput
              label="Name of the client"
              description="With a name it can have an access of its own."
              placeholder="my-client"
              maxLength={60}
              value={called}
              onChange={(event) => {
                setCalled(event.currentTarget.value);
              }}
              flex="1 1 220px"
              maw={340}
            />
            <AccessButton
              subject={id === '' ? { client: null, name: 'any other client' } : { client: id, name: `“${id}”` }}
              onOpen={onAccess}
            />
          </Group>
          <Code block tabIndex={0} aria-label="The entry as JSON">
            {json}
          </Code>
        </Stack>
      </Card>
    </Section>
  );
}
