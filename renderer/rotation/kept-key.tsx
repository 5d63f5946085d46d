import { Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { formatMoment } from '../ui/time.ts';
import type { RotationView } from './types.ts';

/** Before another rotation: what becomes of the old key of the last one. */
export function KeptKey({ rotation }: { rotation: RotationView }) {
  const { graceUntil, members, kind, canRevoke } = rotation;
  const until = graceUntil === undefined ? '' : ` until ${formatMoment(graceUntil)}`;
  const end = kind === 'automatic' && canRevoke ? 'revoked and forgotten' : 'forgotten here';
  return (
    <Group gap={8} wrap="nowrap" align="flex-start" c="var(--keyring-warning)">
      <IconAlertTriangle size={18} stroke={1.7} style={{ flexShrink: 0, marginTop: 1 }} aria-hidden />
      <Text size="sm">
        The key before it ({members[0]?.oldHint}) is kept{until}. Rotating again ends that: it is {end} at once, and you
        cannot go back to it any more.
      </Text>
    </Group>
  );
}
