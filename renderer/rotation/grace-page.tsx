import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { ExternalLink } from '../ui/problem-alert.tsx';
import { formatMoment } from '../ui/time.ts';
import { RotationPage } from './rotation-page.tsx';
import type { PastRotation, RotationView } from './types.ts';

/** What ends a rotation: each answers with the line of the history it became. */
export function useEndings(rotationId: string, onOver: (past: PastRotation) => void) {
  const api = useApi();
  const queries = useQueryClient();
  const action = useAction((call: () => Promise<PastRotation>) => call());
  const end = async (call: () => Promise<PastRotation>) => {
    const past = await action.run(call);
    if (past !== undefined) onOver(past);
    await Promise.all(
      ['keys.list', 'connections.list', 'rotation.history'].map((read) =>
        queries.invalidateQueries({ queryKey: [read] }),
      ),
    );
  };
  return {
    pending: action.pending,
    problem: action.problem,
    rollBack: () => end(() => api.call('rotation.rollBack', { rotationId })),
    finish: (revoke: boolean) => end(() => api.call('rotation.finish', { rotationId, revoke })),
    discard: () => end(() => api.call('rotation.discard', { rotationId })),
  };
}

type Endings = ReturnType<typeof useEndings>;

/** What becomes of the old key when its time is over. */
function afterwards({ kind, canRevoke }: RotationView): string {
  if (kind === 'automatic' && canRevoke) return 'Then it is revoked and forgotten by itself.';
  const untilThen = 'until then it opens the system to whoever has it.';
  return canRevoke
    ? `Then it is forgotten here. Revoke it as soon as all is well: ${untilThen}`
    : `Then it is forgotten here. Revoke it where it was made as soon as all is well: ${untilThen}`;
}

function OldKey({ rotation, endings }: { rotation: RotationView; endings: Endings }) {
  const { graceUntil, canRevoke, canRollBack, tokenPage, members } = rotation;
  const hint = members[0]?.oldHint ?? '';
  return (
    <Stack gap="sm">
      <Text fw={600}>The old key {hint}</Text>
      <Text size="sm">
        {graceUntil === undefined ? 'It is still kept' : `It is kept until ${formatMoment(graceUntil)}`}
        {canRollBack ? ', so that you can put it back with one click.' : '.'} {afterwards(rotation)}
      </Text>
      {!canRevoke && tokenPage !== undefined && (
        <div>
          <ExternalLink href={tokenPage}>Open the page where it is revoked</ExternalLink>
        </div>
      )}
      <Group gap="sm">
        <Button
          variant={canRevoke ? 'light' : 'default'}
          disabled={endings.pending}
          onClick={() => void endings.finish(canRevoke)}
        >
          {canRevoke ? 'Revoke the old key now' : 'I revoked it: forget the old key now'}
        </Button>
        {canRollBack && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={18} />}
            disabled={endings.pending}
            onClick={() => void endings.rollBack()}
          >
            Put the old key back
          </Button>
        )}
      </Group>
    </Stack>
  );
}

type GracePageProps = {
  readonly rotation: RotationView;
  /** Whether it ended just now, before the user's eyes. */
  readonly fresh: boolean;
  readonly onOver: (past: PastRotation) => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** Step 4: the new key is in use; what is left is the old one. */
export function GracePage({ rotation, fresh, onOver, onAgain, onClose }: GracePageProps) {
  const endings = useEndings(rotation.id, onOver);
  const problem = endings.problem ?? rotation.problem;
  const names = rotation.members.map(({ name }) => `“${name}”`).join(', ');
  return (
    <RotationPage
      problem={problem}
      stage="Old key"
      title="The new key is in use"
      footer={
        <>
          {!fresh && (
            <Button variant="default" disabled={endings.pending} onClick={onAgain}>
              Rotate again
            </Button>
          )}
          <Button onClick={onClose}>Done</Button>
        </>
      }
    >
      <Alert color="green" icon={<IconCircleCheck />} role="status" title="Claude uses it with its next question.">
        {names}: {rotation.members[0]?.newHint}
      </Alert>
      <OldKey rotation={rotation} endings={endings} />
    </RotationPage>
  );
}
