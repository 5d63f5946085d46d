import { ActionIcon, Button, Group, Menu, Modal, Tooltip } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { IconAlarmSnooze } from '@tabler/icons-react';
import { useState } from 'react';
import { dateIn, formatDay, useNow } from '../ui/time.ts';
import type { Reminder } from './use-reminders.ts';
import { useSnooze } from './use-snooze.ts';

const choices = [
  { days: 1, label: 'Tomorrow' },
  { days: 3, label: 'In 3 days' },
  { days: 7, label: 'In a week' },
] as const;

type UntilDialogProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onChoose: (date: string) => void;
};

function UntilDialog({ opened, onClose, onChoose }: UntilDialogProps) {
  const now = useNow();
  const [date, setDate] = useState<string | null>(null);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="auto"
      title="Remind me again on"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <DatePicker
        value={date}
        onChange={setDate}
        minDate={dateIn(1, now)}
        weekendDays={[]}
        ariaLabels={{ previousMonth: 'Month before', nextMonth: 'Month after', monthLevelControl: 'Choose a month' }}
      />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={date === null}
          onClick={() => {
            if (date !== null) onChoose(date);
          }}
        >
          {date === null ? 'Choose a day' : `Remind me on ${formatDay(date)}`}
        </Button>
      </Group>
    </Modal>
  );
}

/** Puts a reminder off; it comes back in the morning of the chosen day. */
export function SnoozeMenu({ reminder }: { reminder: Reminder }) {
  const now = useNow();
  const { snoozeUntilMorning, isPending } = useSnooze(reminder);
  const [choosing, choose] = useDisclosure();
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <Tooltip label="Remind me later">
            <ActionIcon size="lg" loading={isPending} aria-label={`Remind me later: ${reminder.title}`}>
              <IconAlarmSnooze size={19} stroke={1.8} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Remind me again</Menu.Label>
          {choices.map(({ days, label }) => (
            <Menu.Item
              key={days}
              onClick={() => {
                snoozeUntilMorning(dateIn(days, now));
              }}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Item onClick={choose.open}>On a day…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <UntilDialog
        opened={choosing}
        onClose={choose.close}
        onChoose={(date) => {
          choose.close();
          snoozeUntilMorning(date);
        }}
      />
    </>
  );
}
