import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, noonOf } from '../../../../src/providers/jira/days.ts';

const zones = [
  ...['UTC', 'Etc/UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Auckland'],
  ...['Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
];

describe('the day of a time entry', () => {
  it.each([
    ['UTC', '2026-01-15T12:00:00.000+0000'],
    ['Europe/Berlin', '2026-01-15T12:00:00.000+0100'],
    ['Pacific/Auckland', '2026-01-15T12:00:00.000+1300'],
    ['Pacific/Kiritimati', '2026-01-15T12:00:00.000+1400'],
    ['America/St_Johns', '2026-01-15T12:00:00.000-0330'],
  ])('is written as noon in %s', (zone, written) => {
    expect(noonOf('2026-01-15', zone)).toBe(written);
  });

  it('is the same when it is read again, anywhere and on the days when clocks change', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        const date = day.toISOString().slice(0, 10);
        expect(dayOf(noonOf(date, zone), zone)).toBe(date);
      }),
    );
  });

  it('is that of the reader, whatever offset the server writes', () => {
    expect(dayOf('2026-01-15T23:30:00.000+0000', 'Pacific/Auckland')).toBe('2026-01-16');
    expect(dayOf('2026-01-15T00:30:00.000+0200', 'UTC')).toBe('2026-01-14');
    expect(dayOf(undefined, 'UTC')).toBeUndefined();
    expect(dayOf('some day', 'UTC')).toBeUndefined();
  });
});
