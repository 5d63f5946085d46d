import { Alert, Text } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import type { CallOutput } from '../../src/api/contract.ts';
import { useRead } from '../api/queries.ts';

type Policy = CallOutput<'claude.policy'>;

function sentencesOf({ localServers, extensions, onlySigned }: Policy): readonly string[] {
  return [
    ...(localServers === 'forbidden'
      ? ['Claude Desktop does not start servers from its settings file, so the entry has no effect.']
      : []),
    ...(extensions === 'forbidden'
      ? ['Extensions are not allowed either, or not at all: the second way is closed.']
      : []),
    ...(extensions !== 'forbidden' && onlySigned === true
      ? ['Only signed extensions are allowed; the one that MCP Keyring exports is not signed.']
      : []),
    ...([localServers, extensions].includes('unclear')
      ? ['One of the rules has a value that MCP Keyring does not know.']
      : []),
  ];
}

/** What the user's organisation forbids: no button of ours helps against it. */
export function PolicyNote() {
  const policy = useRead('claude.policy', {});
  if (policy.data === undefined) return null;
  if (!policy.data.known)
    return (
      <Text size="sm" c="dimmed">
        Whether an organisation limits Claude Desktop on this computer could not be found out.
      </Text>
    );
  const sentences = sentencesOf(policy.data);
  if (sentences.length === 0) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconBuilding />}
      title="Your organisation limits Claude Desktop"
      role="status"
    >
      <Text size="sm">{sentences.join(' ')} Ask whoever looks after your computer; only they can change it.</Text>
      <Text size="xs" ff="monospace" mt="xs" className="breakable">
        {policy.data.source}
      </Text>
    </Alert>
  );
}
