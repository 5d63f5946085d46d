import { Card, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './choice-card.module.css';

type ChoiceCardProps = {
  readonly mark: ReactNode;
  readonly title: string;
  readonly summary: string;
  /** The first of a dialog has the keyboard. */
  readonly first: boolean;
  readonly onChoose: () => void;
};

export const choiceCardHeight = 74;

/** One of several ways to go on from here. */
export function ChoiceCard({ mark, title, summary, first, onChoose }: ChoiceCardProps) {
  return (
    <UnstyledButton onClick={onChoose} data-autofocus={first ? true : undefined} className={classes['choice']}>
      <Card padding="md" mih={choiceCardHeight} className={classes['card']}>
        <Group wrap="nowrap" gap="md">
          {mark}
          <Stack gap={0} flex={1}>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed" lh={1.4}>
              {summary}
            </Text>
          </Stack>
          <IconChevronRight size={18} aria-hidden />
        </Group>
      </Card>
    </UnstyledButton>
  );
}
