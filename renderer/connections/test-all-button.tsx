import { Button, Group, Progress, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconRefreshDot } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { CallOutput, EventPayload } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { showDone } from '../ui/notices.tsx';

type Progressed = EventPayload<'connections.testProgress'>;

function summary(results: CallOutput<'connections.testAll'>): string {
  const working = results.filter(({ result }) => result.outcome.ok).length;
  if (working === results.length)
    return results.length === 1 ? 'The connection works.' : `All ${working} connections work.`;
  return `${working} of ${results.length} connections work. The others say what to do.`;
}

function useTestAll() {
  const api = useApi();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progressed>();
  useEffect(() => api.on('connections.testProgress', setProgress), [api]);
  const testAll = useMutation({
    mutationKey: ['connections.testAll'],
    mutationFn: () => api.call('connections.testAll', {}),
    onSuccess: (results) => {
      showDone(summary(results));
    },
    onSettled: () => {
      setProgress(undefined);
      return queries.invalidateQueries({ queryKey: ['connections.list'] });
    },
  });
  return { testAll, progress };
}

/** Counts along while it runs, in the room the button had. */
export function TestAllButton() {
  const { testAll, progress } = useTestAll();
  if (!testAll.isPending)
    return (
      <Button
        variant="default"
        leftSection={<IconRefreshDot size={18} />}
        onClick={() => {
          testAll.mutate();
        }}
      >
        Test all
      </Button>
    );
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <Group gap="sm" h={36} wrap="nowrap" role="status">
      <Progress value={total === 0 ? 0 : (100 * done) / total} w={72} size="sm" aria-label="Tested connections" />
      <Text size="sm" c="dimmed" className="tabular">
        {total === 0 ? 'Testing…' : `${done} of ${total} tested`}
      </Text>
    </Group>
  );
}
