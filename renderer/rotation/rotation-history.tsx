import { Skeleton, Stack, Text, Timeline } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconX, type Icon } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatDay } from '../ui/time.ts';
import { counted } from '../ui/words.ts';
import type { PastRotation } from './types.ts';

type Look = { readonly icon: Icon; readonly words: string };

const outcomes: Record<PastRotation['outcome'], Look> = {
  completed: { icon: IconCheck, words: 'Rotated' },
  'rolled-back': { icon: IconArrowBackUp, words: 'Rotated and put back' },
  discarded: { icon: IconX, words: 'Given up before the swap' },
};

/** What became of the key that is not used any more. */
function unusedKey({ outcome, oldKey }: PastRotation): string {
  const which = outcome === 'completed' ? 'the old key' : 'the new key';
  return oldKey === 'revoked' ? `${which} was revoked` : `${which} had to be revoked by hand`;
}

function Entry({ past, connectionId }: { past: PastRotation; connectionId: string }) {
  const member = past.members.find((each) => each.connectionId === connectionId) ?? past.members[0];
  const together = past.members.length - 1;
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {past.kind === 'automatic' ? 'by itself' : 'by hand'}; {unusedKey(past)}
        {together > 0 && `; together with ${counted(together, 'other connection')}`}
      </Text>
      {member !== undefined && (
        <Text size="xs" c="dimmed" className="tabular">
          {member.oldHint} <span aria-label="to">→</span> {member.newHint} · {member.owner.name}
        </Text>
      )}
    </Stack>
  );
}

/** What became of the rotations of a connection's keys, newest first. */
export function RotationHistory({ connectionId }: { connectionId: string }) {
  const history = useRead('rotation.history', { id: connectionId });
  if (history.isError)
    return <ProblemAlert problem={problemOf(history.error)} onRetry={() => void history.refetch()} />;
  if (history.data === undefined) return <Skeleton height={44} />;
  if (history.data.length === 0)
    return (
      <Text size="sm" c="dimmed">
        This key has not been rotated yet.
      </Text>
    );
  return (
    <Timeline bulletSize={22} lineWidth={1} aria-label="Earlier rotations">
      {history.data.map((past) => {
        const { icon: Shown, words } = outcomes[past.outcome];
        return (
          <Timeline.Item
            key={past.id}
            bullet={<Shown size={13} aria-hidden />}
            title={
              <Text span size="sm" fw={500}>
                {words} on <time dateTime={past.endedAt}>{formatDay(past.endedAt)}</time>
              </Text>
            }
          >
            <Entry past={past} connectionId={connectionId} />
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
