import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { ProviderMark } from '../connections/provider-mark.tsx';
import { hrefOf } from '../ui/route.ts';
import { dateIn, formatDay, useNow } from '../ui/time.ts';
import { capitalized } from '../ui/words.ts';
import { byDue, dueText, urgencyOf, type Urgency } from './key-words.ts';
import classes from './key-calendar.module.css';
import type { Key } from './types.ts';

const fullDay = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const dayName = (date: string): string => fullDay.format(new Date(`${date}T12:00:00`));
const shownNext = 3;

const countOf = (count: number): string => (count === 1 ? '1 key is due' : `${count} keys are due`);

function KeyLine({ item, now }: { item: Key; now: Date }) {
  return (
    <Group component="li" gap="sm" wrap="nowrap">
      <ProviderMark provider={item.provider} size={32} />
      <Stack gap={0} miw={0}>
        <Anchor
          href={hrefOf({ screen: 'keys', id: item.connectionId })}
          size="sm"
          fw={600}
          c="var(--mantine-color-text)"
          className="breakable"
        >
          {item.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {item.credential.hint} · {capitalized(dueText(item, now))}
        </Text>
      </Stack>
    </Group>
  );
}

type NextProps = {
  readonly keys: readonly Key[];
  readonly after: string;
  readonly onChoose: (date: string) => void;
};

/** A way to the next days with something due, whatever month they are in. */
function NextDays({ keys, after, onChoose }: NextProps) {
  const next = keys.flatMap(({ connectionId, name, due }) =>
    due !== undefined && due.on > after ? [{ connectionId, name, on: due.on }] : [],
  );
  if (next.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text size="xs" c="dimmed" fw={500}>
        After that
      </Text>
      {next.slice(0, shownNext).map(({ connectionId, name, on }) => (
        <Button
          key={connectionId}
          size="compact-sm"
          variant="subtle"
          color="gray"
          justify="flex-start"
          fw={400}
          c="var(--mantine-color-text)"
          ml={-8}
          className={classes.next}
          onClick={() => {
            onChoose(on);
          }}
        >
          {formatDay(on)} · {name}
        </Button>
      ))}
    </Stack>
  );
}

function ChosenDay({ date, keys, now }: { date: string; keys: readonly Key[]; now: Date }) {
  const onDay = keys.filter(({ due }) => due?.on === date);
  return (
    <Stack gap="md" aria-live="polite">
      <Title order={3}>{dayName(date)}</Title>
      {onDay.length === 0 ? (
        <Text size="sm" c="dimmed">
          No key is due on this day.
        </Text>
      ) : (
        <Stack component="ul" gap="md" className={classes.list}>
          {onDay.map((item) => (
            <KeyLine key={item.connectionId} item={item} now={now} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}

/** The day the eye should fall on: the next one with something due. */
function firstDay(keys: readonly Key[], today: string): string {
  const days = keys.flatMap(({ due }) => (due === undefined ? [] : [due.on]));
  return days.find((day) => day >= today) ?? days.at(-1) ?? today;
}

function DayNumber({ date, urgency }: { date: string; urgency: Urgency | undefined }) {
  return (
    <span className={classes.number}>
      {Number(date.slice(8))}
      {urgency !== undefined && <span className={classes.dot} data-urgency={urgency} />}
    </span>
  );
}

/** Months with the days on which keys are due, and what is due on the chosen one. */
export function KeyCalendar({ keys }: { keys: readonly Key[] }) {
  const now = useNow();
  const sorted = keys.toSorted(byDue);
  const [chosen, setChosen] = useState(() => firstDay(sorted, dateIn(0, now)));
  const [shown, setShown] = useState(chosen);
  const dueOn = (date: string) => sorted.filter(({ due }) => due?.on === date);
  const choose = (date: string | null) => {
    if (date === null) return;
    setChosen(date);
    setShown(date);
  };
  return (
    <div className={classes.frame}>
      <DatePicker
        size="md"
        value={chosen}
        onChange={choose}
        date={shown}
        onDateChange={setShown}
        highlightToday
        weekendDays={[]}
        ariaLabels={{ previousMonth: 'Month before', nextMonth: 'Month after', monthLevelControl: 'Choose a month' }}
        getDayAriaLabel={(date) => {
          const count = dueOn(date).length;
          return count === 0 ? dayName(date) : `${dayName(date)}, ${countOf(count)}`;
        }}
        renderDay={(date) => <DayNumber date={date} urgency={dueOn(date).map((item) => urgencyOf(item, now))[0]} />}
      />
      <Stack gap="xl" className={classes.day}>
        <ChosenDay date={chosen} keys={sorted} now={now} />
        <NextDays keys={sorted} after={chosen} onChoose={choose} />
      </Stack>
    </div>
  );
}
