import { Skeleton, Text } from '@mantine/core';
import { DiffView } from '../clients/diff-view.tsx';
import type { GuardComparison } from './types.ts';

const reasons: Record<NonNullable<GuardComparison['why']>, string> = {
  gone: 'A copy from that time is not kept any more.',
  'not-parsable': 'One of the two is not valid JSON. It is not shown, because the keys in it could not be hidden.',
};

/** What lies between two states of the file; keys of other servers are hidden in it. */
export function ComparisonView({ comparison }: { comparison: GuardComparison | undefined }) {
  if (comparison === undefined) return <Skeleton height={80} />;
  if (comparison.why !== undefined || comparison.diff === undefined)
    return (
      <Text size="sm" c="dimmed">
        {reasons[comparison.why ?? 'gone']}
      </Text>
    );
  if (comparison.diff === '')
    return (
      <Text size="sm" c="dimmed">
        The two differ in nothing that is shown here.
      </Text>
    );
  return <DiffView diff={comparison.diff} />;
}
