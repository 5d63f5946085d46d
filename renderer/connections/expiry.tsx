import { Text } from '@mantine/core';
import { daysUntil, formatDay } from '../ui/time.ts';

const soonDays = 14;

export function expiryText(date: string, now: Date): string {
  const days = daysUntil(date, now);
  if (days < 0) return `expired on ${formatDay(date)}`;
  if (days === 0) return 'expires today';
  if (days <= soonDays) return `expires in ${days} ${days === 1 ? 'day' : 'days'}`;
  return `expires on ${formatDay(date)}`;
}

/** Stands out when it is near; says so in words too. */
export function Expiry({ date, now }: { date: string; now: Date }) {
  const days = daysUntil(date, now);
  const color = days < 0 ? 'var(--mantine-color-error)' : days <= soonDays ? 'var(--keyring-warning)' : 'dimmed';
  return (
    <Text size="xs" c={color} fw={days <= soonDays ? 600 : 400}>
      {expiryText(date, now)}
    </Text>
  );
}
