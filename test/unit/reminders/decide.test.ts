import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysBetween } from '../../../src/keys/due.ts';
import { decide, type OpenReminder } from '../../../src/reminders/decide.ts';
import { localTime } from '../../../src/reminders/local-time.ts';
import type { Memory } from '../../../src/reminders/memory.ts';
import { isQuiet, morningOf, stepAt } from '../../../src/reminders/rules.ts';

const on = '2026-03-31';
const hour = 3_600_000;
const from = Date.parse('2026-03-05T00:00:00.000Z');
const id = 'due:connection:1';

const open = (daysBefore: readonly number[]): OpenReminder[] => [
  {
    reminder: { id, kind: 'due', connectionId: 'connection', title: '', text: '', urgency: 'soon' },
    occasion: { kind: 'steps', about: on, on, daysBefore, atOnce: false },
  },
];

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
const zones = ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Pacific/Honolulu'];

it('announces no step twice and loses none, whenever somebody looks and wherever', () => {
  const anyLooks = fc.array(fc.record({ later: fc.integer({ min: 1, max: 100 }), zone: fc.constantFrom(...zones) }), {
    minLength: 1,
    maxLength: 40,
  });
  const anySteps = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 });
  const anyQuiet = fc.option(fc.record({ from: time, to: time }), { nil: undefined });
  fc.assert(
    fc.property(anyLooks, anySteps, anyQuiet, (looks, daysBefore, quietHours) => {
      let memory: Memory = { told: {}, snoozes: {} };
      let at = from;
      let mostUrgentTold = Infinity;
      for (const { later, zone } of looks) {
        at += later * hour;
        const now = new Date(at);
        const local = localTime(now, zone);
        const look = { now, local, preferences: { quietHours, notifications: true }, heard: true };
        const decided = decide(memory, { ...look, open: open(daysBefore), kept: new Set() });
        memory = decided.memory;
        const left = daysBetween(local.day, on);
        const begun = stepAt(left + (local.time >= morningOf(quietHours) ? 0 : 1), daysBefore);
        const isNews = begun !== undefined && begun < mostUrgentTold && !isQuiet(local.time, quietHours);
        expect(decided.notices).toHaveLength(isNews ? 1 : 0);
        if (isNews) mostUrgentTold = stepAt(left, daysBefore) ?? begun;
      }
    }),
    { numRuns: 300 },
  );
});

it('is never quiet all day, and the morning is never in the quiet of the night', () => {
  fc.assert(
    fc.property(time, time, (start, end) => {
      const quiet = { from: start, to: end };
      expect(isQuiet(end, quiet)).toBe(false);
      if (isQuiet('00:00', quiet)) expect(morningOf(quiet)).toBe(end);
      else expect(morningOf(quiet)).toBe('09:00');
    }),
  );
});
