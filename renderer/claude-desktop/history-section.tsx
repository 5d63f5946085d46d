import { Button, Card, Collapse, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { FirstFew } from '../ui/first-few.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatMoment } from '../ui/time.ts';
import { ComparisonView } from './comparison-view.tsx';
import { eventWords } from './guard-words.ts';
import type { GuardEvent } from './types.ts';

function Difference({ eventId }: { eventId: string }) {
  const difference = useRead('claude.difference', { eventId });
  if (difference.isError) return <ProblemAlert problem={problemOf(difference.error)} />;
  return <ComparisonView comparison={difference.data} />;
}

function EventRow({ event }: { event: GuardEvent }) {
  const [open, setOpen] = useState(false);
  const hasSides = event.before !== undefined || event.after !== undefined;
  return (
    <Stack gap="xs" component="li">
      <Group justify="space-between" gap="md" wrap="nowrap" align="flex-start">
        <Stack gap={0}>
          <Text size="sm">{eventWords(event)}</Text>
          <Text size="xs" c="dimmed">
            {formatMoment(event.at)}
          </Text>
          {event.problem !== undefined && (
            <Text size="sm" c="dimmed">
              {event.problem.message}
            </Text>
          )}
        </Stack>
        {hasSides && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={open}
            style={{ flexShrink: 0 }}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {open ? 'Hide what changed' : 'What changed'}
          </Button>
        )}
      </Group>
      <Collapse expanded={open}>{open && <Difference eventId={event.id} />}</Collapse>
    </Stack>
  );
}

/** What happened to Claude's settings, newest first. */
export function HistorySection() {
  const history = useRead('claude.history', { limit: 500 });
  const events = history.data ?? [];
  // A history that cannot be read is said by the guard.
  if (events.length === 0) return null;
  return (
    <Section title="History">
      <Card>
        <FirstFew label="History of Claude’s settings" items={events} few={5}>
          {(event) => <EventRow key={event.id} event={event} />}
        </FirstFew>
      </Card>
    </Section>
  );
}
