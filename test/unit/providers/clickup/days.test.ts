import { describe, expect, test } from 'vitest';
import { dayOf, momentOn, startOfDay } from '../../../../src/providers/clickup/days.ts';

describe('a day', () => {
  test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Oslo', 'Asia/Kolkata', 'UTC'])(
    'is the same day again in %s, also when the clocks change',
    (zone) => {
      for (const day of ['2026-01-31', '2026-03-29', '2026-10-25']) {
        expect(dayOf(momentOn('due date', day, zone), zone)).toBe(day);
        expect(dayOf(startOfDay(day, zone) + 1000, zone)).toBe(day);
        expect(dayOf(startOfDay(day, zone) - 7_200_000, zone)).not.toBe(day);
      }
    },
  );

  test('that is none is refused by the name of its field', () => {
    for (const day of ['2026-02-30', 'tomorrow', '31.01.2026']) {
      expect(() => momentOn('due date', day, 'UTC')).toThrow('field due date');
    }
  });
});
