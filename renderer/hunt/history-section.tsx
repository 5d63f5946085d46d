import { Badge, Button, Card, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatMoment } from '../ui/time.ts';
import { capitalized, counted } from '../ui/words.ts';
import type { HuntMove } from './types.ts';
import { useHuntActions } from './use-hunt.ts';

const stateWords: Record<HuntMove['state'], string> = {
  'under-way': 'Not finished',
  done: 'Moved',
  'put-back': 'Put back',
  forgotten: 'Moved, copies deleted',
};

function outcomeOf({ files, connections, profile }: HuntMove): string {
  const clean = files.filter(({ outcome }) => outcome === 'clean').length;
  const kept = [...connections, ...(profile === undefined ? [] : [profile])].map(({ name }) => `“${name}”`);
  const taken = `Taken out of ${clean} of ${counted(files.length, 'file')}`;
  return kept.length === 0 ? `${taken}.` : `${taken}, kept for ${kept.join(' and ')}.`;
}

function PutBackDialog({ move, onClose }: { move: HuntMove | undefined; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const putBack = useAction((moveId: string) => api.call('hunt.putBack', { moveId }));
  const [left, setLeft] = useState<
    readonly { path: string; problem?: { message: string; next: string } | undefined }[]
  >([]);
  const submit = async (moveId: string) => {
    const result = await putBack.run(moveId);
    void queries.invalidateQueries({ queryKey: ['hunt.state'] });
    if (result === undefined) return;
    const refused = result.files.filter(({ problem }) => problem !== undefined);
    setLeft(refused);
    if (refused.length > 0) return;
    showDone('The files are as they were. The key stands in them again.');
    onClose();
  };
  return (
    <Modal
      opened={move !== undefined}
      onClose={onClose}
      size={560}
      title="Put the files back as they were"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {move !== undefined && (
        <Stack gap="lg">
          <Text size="sm">
            {counted(move.files.length, 'file')} will hold the key in plain text again. Connections and other servers
            that were made stay as they are.
          </Text>
          {left.map(({ path, problem }) => (
            <Text key={path} size="sm" role="alert">
              {problem?.message} {problem?.next}
            </Text>
          ))}
          {putBack.problem !== undefined && <ProblemAlert problem={putBack.problem} />}
          <Group justify="flex-end" gap="sm" className="dialog-footer">
            <Button variant="default" onClick={onClose}>
              {left.length > 0 ? 'Close' : 'Cancel'}
            </Button>
            <Button loading={putBack.pending} onClick={() => void submit(move.id)}>
              Put back
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function MoveRow({ move, onPutBack }: { move: HuntMove; onPutBack: () => void }) {
  const { forget } = useHuntActions();
  const kept = move.files.length > 0 && move.state !== 'forgotten';
  return (
    <Group justify="space-between" gap="md">
      <Stack gap={2} flex={1} miw={260}>
        <Group gap={8}>
          <Text size="sm" fw={600}>
            {capitalized(move.what)} {move.hint}
          </Text>
          <Badge variant="light" color={move.state === 'done' ? 'green' : 'gray'} tt="none">
            {stateWords[move.state]}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {formatMoment(move.at)}. {outcomeOf(move)}
        </Text>
      </Stack>
      {kept && (
        <Group gap="sm">
          {move.state !== 'put-back' && (
            <Button size="xs" variant="default" onClick={onPutBack}>
              Put back
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              forget.mutate(move.id);
            }}
          >
            Delete the copies
          </Button>
        </Group>
      )}
    </Group>
  );
}

/** What was moved, and the way back as long as the encrypted copies are kept. */
export function HistorySection({ history }: { history: readonly HuntMove[] }) {
  const [chosen, setChosen] = useState<HuntMove>();
  if (history.length === 0) return null;
  return (
    <Section title="Moved keys">
      <Card>
        <Stack gap="md">
          {history.map((move) => (
            <MoveRow
              key={move.id}
              move={move}
              onPutBack={() => {
                setChosen(move);
              }}
            />
          ))}
        </Stack>
      </Card>
      <PutBackDialog
        key={chosen?.id}
        move={chosen}
        onClose={() => {
          setChosen(undefined);
        }}
      />
    </Section>
  );
}
