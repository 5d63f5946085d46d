import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';
import { formatMoment } from '../ui/time.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import type { ClaudeBackup } from './types.ts';

const shownAtFirst = 4;

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
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<ClaudeBackup>();
  const list = backups.data ?? [];
  if (list.length === 0) return null;
  const shown = all ? list : list.slice(0, shownAtFirst);
  return (
    <Section title="Copies of Claude’s settings">
      <Card>
        <Stack gap="md">
          <Stack
            gap="sm"
            component="ul"
            p={0}
            m={0}
            style={{ listStyle: 'none' }}
            aria-label="Copies of Claude’s settings"
          >
            {shown.map((backup) => (
              <BackupRow
                key={backup.id}
                backup={backup}
                onOpen={() => {
                  setChosen(backup);
                }}
              />
            ))}
          </Stack>
          {list.length > shown.length && (
            <Button
              variant="default"
              size="xs"
              style={{ alignSelf: 'flex-start' }}
              onClick={() => {
                setAll(true);
              }}
            >
              Show all {list.length}
            </Button>
          )}
        </Stack>
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
