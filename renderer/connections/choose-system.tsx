import { Card, Group, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ProviderMark } from './provider-mark.tsx';
import classes from './choose-system.module.css';
import type { Provider } from './types.ts';

const cardHeight = 74;

function SystemCard({ provider, first, onChoose }: { provider: Provider; first: boolean; onChoose: () => void }) {
  return (
    <UnstyledButton onClick={onChoose} data-autofocus={first ? true : undefined} className={classes['choice']}>
      <Card padding="md" mih={cardHeight} className={classes['card']}>
        <Group wrap="nowrap" gap="md">
          <ProviderMark provider={provider.id} />
          <Stack gap={0} flex={1}>
            <Text fw={600}>{provider.name}</Text>
            <Text size="sm" c="dimmed" lh={1.4}>
              {provider.summary}
            </Text>
          </Stack>
          <IconChevronRight size={18} aria-hidden />
        </Group>
      </Card>
    </UnstyledButton>
  );
}

export function ChooseSystem({ onChoose }: { onChoose: (provider: Provider) => void }) {
  const providers = useRead('providers.list', {});
  if (providers.isError)
    return <ProblemAlert problem={problemOf(providers.error)} onRetry={() => void providers.refetch()} />;
  return (
    <Stack gap="md">
      <Text c="dimmed">Which system do you want to connect?</Text>
      <Stack gap="xs">
        {providers.data?.map((provider, index) => (
          <SystemCard
            key={provider.id}
            provider={provider}
            first={index === 0}
            onChoose={() => {
              onChoose(provider);
            }}
          />
        )) ?? [1, 2, 3, 4, 5].map((card) => <Skeleton key={card} height={cardHeight} />)}
      </Stack>
    </Stack>
  );
}
