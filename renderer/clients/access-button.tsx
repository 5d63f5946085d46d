import { Button, Text } from '@mantine/core';
import { IconShieldHalf } from '@tabler/icons-react';
import { useRead } from '../api/queries.ts';
import type { AccessSubject } from './access-dialog.tsx';
import { accessSummary, ownRules } from './access-words.ts';

type AccessButtonProps = { readonly subject: AccessSubject; readonly onOpen: (subject: AccessSubject) => void };

/** A client's access in a few words, and the way to change it. */
export function AccessButton({ subject, onOpen }: AccessButtonProps) {
  const access = useRead('clients.access', {});
  const connections = useRead('connections.list', {});
  if (access.data === undefined || connections.data === undefined) return <Text size="sm">–</Text>;
  const own = subject.client === null ? access.data.others : ownRules(access.data, subject.client);
  const summary = accessSummary(own ?? access.data.others, connections.data);
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      px={6}
      color={own === undefined || subject.client === null ? 'gray' : 'harbour'}
      leftSection={<IconShieldHalf size={16} />}
      fw={500}
      ml={-6}
      styles={{
        root: { height: 'auto', paddingBlock: 4 },
        label: { whiteSpace: 'normal', textAlign: 'left', lineHeight: 1.35, overflow: 'visible' },
      }}
      aria-label={`Access of ${subject.name}: ${summary}`}
      onClick={() => {
        onOpen(subject);
      }}
    >
      {summary}
    </Button>
  );
}
