import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../src/connections/credential.ts';
import { addDays, daysBetween, dueDays, keyDue, todayIn, dayIn } from '../../../src/keys/due.ts';
import type { RotationPolicy } from '../../../src/keys/rotation-policy.ts';

const settings = { rotateEveryDays: 90 };
const zone = 'Europe/Berlin';

function aKey(known: Partial<Credential> = {}, rotation: Partial<RotationPolicy> = {}) {
  const credential: Credential = {
    field: 'secret',
    home: 'keychain',
    hint: '…9f3a',
    version: 1,
    createdAt: '2026-11-01T09:00:00.000Z',
    ...known,
  };
  return { credential, rotation: { automatic: false, ...rotation } };
}
const dueOf = (key: ReturnType<typeof aKey>, today = '2026-11-21') => keyDue(key, settings, today, dayIn(zone));

describe('when a key is due', () => {
  it('is the day the policy says, counted from the day it was made', () => {
    expect(dueOf(aKey())).toEqual({ on: '2027-01-30', because: 'policy', daysLeft: 70 });
    expect(dueOf(aKey({}, { everyDays: 30 }))).toEqual({ on: '2026-12-01', because: 'policy', daysLeft: 10 });
  });

  it('is the day it ends, where that is earlier than the policy or on the same day', () => {
    expect(dueOf(aKey({ expiresAt: '2026-12-24' }))).toEqual({ on: '2026-12-24', because: 'expiry', daysLeft: 33 });
    expect(dueOf(aKey({ expiresAt: '2027-01-30' }))).toMatchObject({ because: 'expiry' });
    expect(dueOf(aKey({ expiresAt: '2027-01-31' }))).toMatchObject({ on: '2027-01-30', because: 'policy' });
  });

  it('is the day it was found in plain text, at once', () => {
    const exposed = { where: 'claude_desktop_config.json', at: '2026-11-20T23:30:00.000Z' };
    expect(dueOf(aKey({ exposed }))).toEqual({ on: '2026-11-21', because: 'exposure', daysLeft: 0 });
  });

  it('never comes where the policy is 0 and the key does not end', () => {
    expect(dueOf(aKey({}, { everyDays: 0 }))).toBeUndefined();
    expect(keyDue(aKey(), { rotateEveryDays: 0 }, '2026-11-21', dayIn(zone))).toBeUndefined();
    expect(dueOf(aKey({ expiryFrom: 'user' }, { everyDays: 0 }))).toBeUndefined();
  });

  it('does not follow from the policy for keys that others keep: nobody knows how old they are', () => {
    const home = { kind: 'env', name: 'JIRA_TOKEN' } as const;
    expect(dueOf(aKey({ home }))).toBeUndefined();
    expect(dueOf(aKey({ home, expiresAt: '2026-11-28' }))).toMatchObject({ because: 'expiry', daysLeft: 7 });
  });

  it('counts the days that are over', () => {
    expect(dueOf(aKey({ expiresAt: '2026-11-20' }))).toMatchObject({ daysLeft: -1 });
    expect(dueOf(aKey({ expiresAt: '2026-11-21' }))).toMatchObject({ daysLeft: 0 });
  });

  it('takes the day a key was made where the user is', () => {
    const key = aKey({ createdAt: '2026-11-01T11:30:00.000Z' }, { everyDays: 10 });
    expect(dueDays(key, settings, dayIn('Pacific/Auckland'))[0]?.on).toBe('2026-11-12');
    expect(dueDays(key, settings, dayIn('Pacific/Honolulu'))[0]?.on).toBe('2026-11-11');
  });
});

describe('calendar days', () => {
  it('begin at local midnight, wherever that is', () => {
    const now = new Date('2026-11-21T10:30:00.000Z');
    expect(todayIn('UTC', now)).toBe('2026-11-21');
    expect(todayIn('Pacific/Kiritimati', now)).toBe('2026-11-22');
    expect(todayIn('Pacific/Pago_Pago', now)).toBe('2026-11-20');
    expect(todayIn('Europe/Berlin', new Date('2026-03-28T23:00:00.000Z'))).toBe('2026-03-29');
    expect(todayIn('Europe/Berlin', new Date('2026-03-29T22:00:00.000Z'))).toBe('2026-03-30');
  });

  it('are counted alike in every direction, over leap days and changes of the clock', () => {
    const day = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays('1970-01-01', count));
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count);
      }),
    );
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });
});
