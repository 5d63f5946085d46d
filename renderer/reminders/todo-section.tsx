import { Button, Card, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import {
  IconCalendarDue,
  IconCalendarQuestion,
  IconCircleCheck,
  IconKeyOff,
  IconPlayerTrackNext,
  IconTrashX,
  type Icon,
} from '@tabler/icons-react';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { ExpiryDialog } from '../keys/expiry-dialog.tsx';
import { byDue, daysLeft } from '../keys/key-words.ts';
import type { Key } from '../keys/types.ts';
import { useRefreshKeys } from '../keys/use-key-actions.ts';
import { useTokenPage } from '../keys/use-token-page.ts';
import { focusHeading, Section } from '../ui/page.tsx';
import { ExternalLink, ProblemAlert } from '../ui/problem-alert.tsx';
import { hrefOf, type KeyAction } from '../ui/route.ts';
import { formatDay, formatMoment, useNow } from '../ui/time.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import classes from './todo-section.module.css';
import { useOpenReminders, type Reminder } from './use-reminders.ts';
import { useSnooze } from './use-snooze.ts';

type Kind = Reminder['kind'];

const icons: Record<Kind, Icon> = {
  failing: IconKeyOff,
  interrupted: IconPlayerTrackNext,
  due: IconCalendarDue,
  revoke: IconTrashX,
  'expiry-unknown': IconCalendarQuestion,
};

export const doing: Record<Exclude<Kind, 'expiry-unknown'>, { readonly label: string; readonly action: KeyAction }> = {
  failing: { label: 'Why?', action: 'diagnose' },
  interrupted: { label: 'Go on', action: 'rotate' },
  due: { label: 'Rotate key', action: 'rotate' },
  revoke: { label: 'Finish', action: 'rotate' },
};

const colorOf = ({ urgency }: Reminder): string => ({ overdue: 'red', soon: 'yellow', later: 'harbour' })[urgency];

function SayWhen({ item }: { item: Key | undefined }) {
  const [asking, ask] = useDisclosure();
  return (
    <>
      <Button size="sm" variant="light" disabled={item === undefined} onClick={ask.open}>
        Say when it ends
      </Button>
      <ExpiryDialog item={item} opened={asking} onClose={ask.close} />
    </>
  );
}

/** `revoke:<rotation id>:<version>` */
const rotationIdOf = ({ id }: Reminder): string => id.split(':')[1] ?? '';

/** Its grace time is over and the old key forgotten here: what is left is to delete it at the system. */
function isOver(reminder: Reminder, item: Key | undefined): boolean {
  return reminder.kind === 'revoke' && item?.rotation?.id !== rotationIdOf(reminder);
}

function Deleted({ reminder }: { reminder: Reminder }) {
  const api = useApi();
  const refresh = useRefreshKeys();
  const finish = useMutation({
    mutationFn: () => api.call('rotation.finish', { rotationId: rotationIdOf(reminder), revoke: false }),
    onSuccess: focusHeading,
    onSettled: refresh,
  });
  return (
    <Button
      size="sm"
      variant="light"
      loading={finish.isPending}
      onClick={() => {
        finish.mutate();
      }}
    >
      I deleted it
    </Button>
  );
}

function WhereItIs({ item }: { item: Key | undefined }) {
  const page = useTokenPage(item);
  return page === undefined ? null : <ExternalLink href={page}>Open the page where it is deleted</ExternalLink>;
}

function DoIt({ reminder, item }: { reminder: Reminder; item: Key | undefined }) {
  if (reminder.kind === 'expiry-unknown') return <SayWhen item={item} />;
  if (isOver(reminder, item)) return <Deleted reminder={reminder} />;
  const { label, action } = doing[reminder.kind];
  return (
    <Button
      component="a"
      href={hrefOf({ screen: 'keys', id: reminder.connectionId, action })}
      size="sm"
      variant={reminder.urgency === 'later' ? 'light' : 'filled'}
      aria-label={item === undefined ? label : `${label}: ${item.name}`}
    >
      {label}
    </Button>
  );
}

function ReminderRow({ reminder, item }: { reminder: Reminder; item: Key | undefined }) {
  const KindIcon = icons[reminder.kind];
  return (
    <li className={classes.row}>
      <ThemeIcon variant="light" color={colorOf(reminder)} size={38} radius="md" aria-hidden>
        <KindIcon size={21} stroke={1.7} />
      </ThemeIcon>
      <Stack gap={0} className={classes.text}>
        <Text size="sm" fw={600} className="breakable">
          {reminder.title}
        </Text>
        <Text size="sm" c="dimmed" className="breakable">
          {reminder.text}
        </Text>
        {isOver(reminder, item) && <WhereItIs item={item} />}
      </Stack>
      <Group gap={6} wrap="nowrap" className={classes.actions}>
        <DoIt reminder={reminder} item={item} />
        <SnoozeMenu reminder={reminder} />
      </Group>
    </li>
  );
}

function PutOffRow({ reminder, until }: { reminder: Reminder; until: string }) {
  const { wake, isPending } = useSnooze(reminder);
  return (
    <li className={classes.quietRow}>
      <Text size="sm" c="dimmed" className={classes.text}>
        {reminder.title} · put off until {formatMoment(until)}
      </Text>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        loading={isPending}
        onClick={wake}
        aria-label={`Remind me now: ${reminder.title}`}
      >
        Remind me now
      </Button>
    </li>
  );
}

function nextDue(keys: readonly Key[], now: Date): string {
  const next = keys.toSorted(byDue).find((item) => (daysLeft(item, now) ?? -1) >= 0);
  if (next?.due === undefined) return 'No key has a day on which it is due.';
  return `The next key is due on ${formatDay(next.due.on)}: ${next.name}.`;
}

function NothingToDo({ keys }: { keys: readonly Key[] }) {
  const now = useNow();
  return (
    <Group gap="md" wrap="nowrap" p="md">
      <ThemeIcon variant="light" color="green" size={38} radius="md" aria-hidden>
        <IconCircleCheck size={22} stroke={1.7} />
      </ThemeIcon>
      <Stack gap={0}>
        <Text size="sm" fw={600}>
          Nothing to do
        </Text>
        <Text size="sm" c="dimmed">
          {nextDue(keys, now)}
        </Text>
      </Stack>
    </Group>
  );
}

/** What the keys need from the user, most urgent first; what was put off below it. */
export function TodoSection({ keys }: { keys: readonly Key[] }) {
  const { reminders, open, putOff } = useOpenReminders();
  const itemOf = ({ connectionId }: Reminder) => keys.find((item) => item.connectionId === connectionId);
  if (reminders.isError && reminders.data === undefined)
    return (
      <Section title="To do">
        <ProblemAlert problem={problemOf(reminders.error)} onRetry={() => void reminders.refetch()} />
      </Section>
    );
  return (
    <Section title="To do">
      <Card padding={0} aria-busy={reminders.data === undefined}>
        {open.length === 0 ? (
          <NothingToDo keys={keys} />
        ) : (
          <ul className={classes.list} aria-label="To do">
            {open.map((reminder) => (
              <ReminderRow key={reminder.id} reminder={reminder} item={itemOf(reminder)} />
            ))}
          </ul>
        )}
        {putOff.length > 0 && (
          <ul className={`${classes.list} ${classes.putOff}`} aria-label="Put off">
            {putOff.map((reminder) => (
              <PutOffRow key={reminder.id} reminder={reminder} until={reminder.snoozedUntil ?? ''} />
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
}
