import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../api/queries.ts';
import { FirstFew } from '../ui/first-few.tsx';
import { Section } from '../ui/page.tsx';
import { formatMoment } from '../ui/time.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import type { ClaudeBackup } from './types.ts';

const reasons: Record<ClaudeBackup['kind'], string> = {
  change: 'Made before MCP Keyring changed the file',
  seen: 'As the guard saw the file',
};

const sizeOf = (bytes: number): string => (bytes < 1_024 ? `${bytes} bytes` : `${Math.round(bytes / 1_024)} KB`);

function BackupRow({ backup, onOpen }: { backup: ClaudeBackup; onOpen: () => void }) {
  const moment = formatMoment(backup.at);
  return (
    <Group justify="space-between" gap="md" wrap="nowrap" component="li">
      <Stack gap={0}>
        <Text size="sm">{moment}</Text>
        <Text size="xs" c="dimmed">
          {reasons[backup.kind]}, {sizeOf(backup.bytes)}
        </Text>
      </Stack>
      <Button size="xs" variant="default" onClick={onOpen} aria-label={`Compare and restore the copy of ${moment}`}>
        Compare and restore
      </Button>
    </Group>
  );
}

/** The dated copies of Claude's settings. */
export function BackupsSection({ running }: { running: boolean }) {
  const backups = useRead('claude.backups', {});
  const [chosen, setChosen] = useState<ClaudeBackup>();
  const list = backups.data ?? [];
  if (list.length === 0) return null;
  return (
    <Section title="Copies of Claude’s settings">
      <Card>
        <FirstFew label="Copies of Claude’s settings" items={list} few={4}>
          {(backup) => (
            <BackupRow
              key={backup.id}
              backup={backup}
              onOpen={() => {
                setChosen(backup);
              }}
            />
          )}
        </FirstFew>
      </Card>
      <RestoreDialog
        backup={chosen}
        others={list}
        running={running}
        onClose={() => {
          setChosen(undefined);
        }}
      />
    </Section>
  );
}
