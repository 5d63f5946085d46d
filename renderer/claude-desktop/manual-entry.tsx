import { Button, Card, Code, CopyButton, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Section } from '../ui/page.tsx';
import type { ClaudeStatus } from './types.ts';

/** The same entry for any other MCP client that takes `mcpServers`. It holds no key. */
export function ManualEntry({ entry }: { entry: ClaudeStatus['entry'] }) {
  const { name, command, args } = entry;
  const json = JSON.stringify({ mcpServers: { [name]: { command, args } } }, undefined, 2);
  const copy = (
    <CopyButton value={json} timeout={2000}>
      {({ copied, copy: copyNow }) => (
        <Button
          size="xs"
          variant="default"
          leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          onClick={copyNow}
          aria-live="polite"
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  );
  return (
    <Section title="Other MCP clients" aside={copy}>
      <Card>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            Cursor, Windsurf and others take the same entry in their own settings file. It holds no key, only where MCP
            Keyring is.
          </Text>
          <Code block tabIndex={0} aria-label="The entry as JSON">
            {json}
          </Code>
        </Stack>
      </Card>
    </Section>
  );
}
