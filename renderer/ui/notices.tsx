import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications, notificationsStore } from '@mantine/notifications';
import { IconAlertCircle, IconAlertTriangle, IconArrowBackUp, IconCalendarDue, IconCheck } from '@tabler/icons-react';
import type { Problem } from '../api/problem.ts';

/** The cross needs a name for those who cannot see it. */
const closeButtonProps = { 'aria-label': 'Close this message' };

const readingMs = 5_000;
const problemReadingMs = 12_000;
const reminderReadingMs = 30_000;
const reminderPrefix = 'reminder-';

export function showDone(message: string): void {
  notifications.show({
    message,
    color: 'green',
    icon: <IconCheck size={18} />,
    autoClose: readingMs,
    closeButtonProps,
  });
}

/** Something to look at that is not a fault of the program. */
export function showAttention(message: string): void {
  notifications.show({
    message,
    color: 'yellow',
    icon: <IconAlertTriangle size={18} />,
    autoClose: problemReadingMs,
    closeButtonProps,
  });
}

export function showProblem(problem: Problem): void {
  notifications.show({
    title: problem.message,
    message: problem.next,
    color: 'red',
    icon: <IconAlertCircle size={18} />,
    autoClose: problemReadingMs,
    role: 'alert',
    closeButtonProps,
  });
}

type Announced = { readonly reminderId: string; readonly title: string; readonly text: string };

/** Something to do, with the button that does it; the list of the keys keeps it. */
export function showReminder({ reminderId, title, text }: Announced, label: string, onDo: () => void): void {
  const id = reminderPrefix + reminderId;
  // Shown anew where the same thing is announced again.
  notifications.hide(id);
  const act = () => {
    notifications.hide(id);
    onDo();
  };
  notifications.show({
    id,
    title,
    color: 'yellow',
    icon: <IconCalendarDue size={18} />,
    autoClose: reminderReadingMs,
    closeButtonProps,
    message: (
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{text}</Text>
        <Button size="compact-sm" variant="light" onClick={act}>
          {label}
        </Button>
      </Stack>
    ),
  });
}

/** Takes the reminders away that are still shown. */
export function hideReminders(): void {
  for (const { id } of notificationsStore.getState().notifications)
    if (id?.startsWith(reminderPrefix) === true) notifications.hide(id);
}

/** Offers to take something back until `until` (ISO). */
export function showUndo(message: string, until: string, onUndo: () => void): void {
  const id = `undo-${until}-${message}`;
  const undo = () => {
    notifications.hide(id);
    onUndo();
  };
  notifications.show({
    id,
    autoClose: Math.max(1_000, new Date(until).getTime() - Date.now()),
    withAutoCloseProgress: true,
    closeButtonProps,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" leftSection={<IconArrowBackUp size={16} />} onClick={undo}>
          Undo
        </Button>
      </Group>
    ),
  });
}
