import { Skeleton, Stack, Text } from '@mantine/core';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ChoiceCard, choiceCardHeight } from '../ui/choice-card.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ProviderMark } from './provider-mark.tsx';
import type { Provider } from './types.ts';

export function ChooseSystem({ onChoose }: { onChoose: (provider: Provider) => void }) {
  const providers = useRead('providers.list', {});
  if (providers.isError)
    return <ProblemAlert problem={problemOf(providers.error)} onRetry={() => void providers.refetch()} />;
  return (
    <Stack gap="md">
      <Text c="dimmed">Which system do you want to connect?</Text>
      <Stack gap="xs">
        {providers.data?.map((provider, index) => (
          <ChoiceCard
            key={provider.id}
            mark={<ProviderMark provider={provider.id} />}
            title={provider.name}
            summary={provider.summary}
            first={index === 0}
            onChoose={() => {
              onChoose(provider);
            }}
          />
        )) ?? [1, 2, 3, 4, 5].map((card) => <Skeleton key={card} height={choiceCardHeight} />)}
      </Stack>
    </Stack>
  );
}
