import { Box, Button, Card, EmptyState, Group, Text } from '@mantine/core';
import { IconFileImport, IconKey, IconLock, IconPlus } from '@tabler/icons-react';
import { useRead } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';

/** How the keys are kept, in one line that is true for this computer. */
function HowKeysAreKept() {
  const secrets = useRead('secrets.status', {});
  if (secrets.data === undefined) return <Text size="sm">&nbsp;</Text>;
  const place =
    secrets.data.home === 'vault'
      ? 'an encrypted vault that only your passphrase opens'
      : `your ${keychainWords(secrets.data.keychainName)}`;
  return (
    <Group gap={8} c="dimmed" wrap="nowrap" justify="center">
      <IconLock size={16} stroke={1.8} style={{ flexShrink: 0 }} />
      <Text size="sm">Your keys stay on this computer, in {place}. Claude never sees them.</Text>
    </Group>
  );
}

const keychainWords = (name: string): string => (name === 'Keychain' ? 'macOS Keychain' : name);

/** What a person sees before there is a single connection. */
export function FirstStart({ onAdd, onImport }: { onAdd: () => void; onImport: () => void }) {
  return (
    <Page title="Connections">
      <Card py={56} px="xl">
        <EmptyState size="lg" icon={<IconKey stroke={1.6} />} variant="light">
          <EmptyState.Title order={2}>Connect your first system</EmptyState.Title>
          <EmptyState.Description maw={520} style={{ textWrap: 'pretty' }}>
            MCP Keyring lets Claude work with Jira, Confluence, OpenProject, ClickUp and Targetprocess, without handing
            it your keys. Add a connection, see it tested, and switch it on in Claude Desktop with one click.
          </EmptyState.Description>
          <EmptyState.Actions>
            <Button size="md" leftSection={<IconPlus size={20} />} onClick={onAdd}>
              Add connection
            </Button>
            <Button size="md" variant="default" leftSection={<IconFileImport size={20} />} onClick={onImport}>
              Import from another tool
            </Button>
          </EmptyState.Actions>
          <Box mt="sm">
            <HowKeysAreKept />
          </Box>
        </EmptyState>
      </Card>
    </Page>
  );
}
