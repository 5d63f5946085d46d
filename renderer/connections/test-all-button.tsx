import { Button, Group, Progress, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconRefreshDot } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { EventPayload } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { tellTests } from './test-news.ts';

type Progressed = EventPayload<'connections.testProgress'>;

function useTestAll() {
  const api = useApi();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progressed>();
  useEffect(() => api.on('connections.testProgress', setProgress), [api]);
  const testAll = useMutation({
    mutationKey: ['connections.testAll'],
    mutationFn: () => api.call('connections.testAll', {}),
    onSuccess: (results) => {
      tellTests(results.map(({ result }) => result.outcome));
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
