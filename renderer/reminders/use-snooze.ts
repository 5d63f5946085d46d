import { useMutation } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { useRefreshKeys } from '../keys/use-key-actions.ts';
import { showDone } from '../ui/notices.tsx';
import { focusHeading } from '../ui/page.tsx';
import { formatDay } from '../ui/time.ts';
import type { Reminder } from './use-reminders.ts';

/** The hour, in the user's time, at which put off reminders come back. */
const morning = 'T09:00:00';

/** Puts a reminder off, or takes that back. A failure shows as a notice. */
export function useSnooze({ id }: Reminder) {
  const api = useApi();
  const refresh = useRefreshKeys();
  const snooze = useMutation({
    mutationFn: (until: Date) => api.call('reminders.snooze', { id, until: until.toISOString() }),
    onSettled: refresh,
  });
  return {
    isPending: snooze.isPending,
    snoozeUntilMorning: (date: string) => {
      snooze.mutate(new Date(date + morning), {
        onSuccess: () => {
          focusHeading();
          showDone(`You will be reminded again on ${formatDay(date)}.`);
        },
      });
    },
    wake: () => {
      snooze.mutate(new Date());
    },
  };
}
