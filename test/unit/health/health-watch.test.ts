import { describe, expect, it } from 'vitest';
import { aConnection } from '../../fakes/connections/fake-access.ts';
import { hour, minute, start, tested, watching } from './watching.ts';

describe('the rounds', () => {
  it('begin a few minutes after the start, with what was tested longest ago, one after the other', async () => {
    const one = watching(
      aConnection('B', { lastTest: tested(8) }),
      aConnection('A', { lastTest: tested(9) }),
      aConnection('Never tested'),
    );
    await one.pass(2.9 * minute);
    expect(one.names()).toEqual([]);
    await one.pass(0.2 * minute);
    expect(one.names()).toEqual(['Never tested']);
    await one.pass(minute);
    expect(one.names()).toEqual(['Never tested', 'A', 'B']);
  });

  it('come again after the hours that the user chose, a little spread', async () => {
    const one = watching(aConnection('A', { lastTest: tested(0) }), aConnection('B', { lastTest: tested(0) }));
    await one.pass(13.5 * hour);
    const minutes = one.checks.filter(({ name }) => name === 'A').map((each) => each.minute);
    expect(minutes).toHaveLength(2);
    expect(minutes[0]).toBeGreaterThanOrEqual(360);
    expect(minutes[0]).toBeLessThanOrEqual(398);
    expect(one.checks).toHaveLength(4);
    one.state.everyHours = 1;
    await one.pass(1.2 * hour);
    expect(one.checks.length).toBeGreaterThanOrEqual(6);
  });

  it('do not take place where the user wants none, and begin when that changes', async () => {
    const one = watching(aConnection('A'));
    one.state.everyHours = 0;
    await one.pass(24 * hour);
    one.health.wake();
    await one.claudeFailed('A', 'bad-credentials');
    await one.pass(minute);
    expect(one.names()).toEqual([]);
    one.state.everyHours = 6;
    await one.pass(2 * minute);
    expect(one.names()).toEqual(['A']);
  });

  it('leave out what is paused and what was removed meanwhile', async () => {
    const one = watching(aConnection('Paused', { active: false }), aConnection('Removed'), aConnection('Stays'));
    one.change((all) => all.filter(({ name }) => name !== 'Removed'));
    await one.pass(10 * minute);
    expect(one.names()).toEqual(['Stays']);
  });

  it('never ask one host for two at once, be it a gateway, and do not let a slow one hold up others', async () => {
    let finish = (): void => undefined;
    const gateway = 'https://gateway.example';
    const behind = (name: string) =>
      aConnection(name, {
        endpoint: { baseUrl: `https://${name}.example`, apiBaseUrl: `${gateway}/${name}`, deployment: 'cloud' },
      });
    const one = watching(behind('a'), behind('b'), aConnection('Elsewhere'));
    one.state.hold = new Promise((resolve) => (finish = resolve));
    await one.pass(10 * minute);
    expect(one.names()).toEqual(['a', 'Elsewhere']);
    one.state.hold = undefined;
    finish();
    await one.pass(minute);
    expect(one.names()).toEqual(['a', 'Elsewhere', 'b']);
  });

  it('end at once when the app closes, and keep nothing of a check that was cut short', async () => {
    let finish = (): void => undefined;
    const one = watching(aConnection('A'));
    one.state.hold = new Promise((resolve) => (finish = resolve));
    await one.pass(4 * minute);
    const closed = one.health.close();
    finish();
    await closed;
    expect(one.names()).toEqual(['A']);
    expect(one.connection('A')?.lastTest).toBeUndefined();
    expect(one.clock.waits).toEqual([]);
  });
});

describe('waking up', () => {
  it('checks once what became due during a long sleep, however many rounds were slept through', async () => {
    const one = watching(aConnection('A', { lastTest: tested(0) }), aConnection('B', { lastTest: tested(0) }));
    await one.pass(10 * minute);
    await one.sleep(40 * hour);
    expect(one.names()).toEqual([]);
    await one.pass(minute);
    expect(one.names().sort()).toEqual(['A', 'B']);
    await one.pass(3 * hour);
    expect(one.checks).toHaveLength(2);
  });

  it.each<[string, (one: ReturnType<typeof watching>) => Promise<void>]>([
    [
      'the shell says so',
      async ({ health, settle }) => {
        health.wake();
        await settle();
      },
    ],
    ['the clock jumped', ({ sleep }) => sleep(10 * minute)],
    [
      'the network is another one',
      ({ state, pass }) => {
        state.network = 'wifi 10.0.0.7';
        return pass(minute);
      },
    ],
  ])('when %s tries again what could not be reached, and not what is fine', async (_, wake) => {
    const one = watching(
      aConnection('Unreached', { lastTest: tested(1, 'name-not-resolved') }),
      aConnection('Fine', { lastTest: tested(1) }),
    );
    await one.pass(5 * minute);
    expect(one.names()).toEqual([]);
    await wake(one);
    await one.pass(0.5 * minute);
    expect(one.names()).toEqual(['Unreached']);
  });

  it('does not knock at the same closed door whenever the network flickers', async () => {
    const one = watching(aConnection('Behind a VPN', { lastTest: tested(1, 'timeout') }));
    one.answers.set('Behind a VPN', 'timeout');
    for (let change = 0; change < 10; change++) {
      one.state.network = `wifi ${String(change)}`;
      await one.pass(minute);
    }
    expect(one.checks.length).toBeLessThanOrEqual(2);
  });

  it('waits for a network when there is none', async () => {
    const one = watching(aConnection('A'));
    one.state.network = '';
    await one.pass(2 * hour);
    expect(one.names()).toEqual([]);
    one.state.network = 'wifi';
    await one.pass(2 * minute);
    expect(one.names()).toEqual(['A']);
  });
});

describe('a key that is refused', () => {
  it('is marked, tried once more at the next round, and then once a day only', async () => {
    const one = watching(aConnection('A', { lastTest: tested(7) }));
    one.answers.set('A', 'bad-credentials');
    await one.pass(7 * hour);
    expect(one.connection('A')?.failing).toEqual({ since: '2026-11-21T09:03:00.000Z', times: 2 });
    // Every pause is up to a tenth longer, by the connection.
    await one.pass(23 * hour);
    expect(one.checks).toHaveLength(2);
    await one.pass(4 * hour);
    expect(one.checks).toHaveLength(3);
  });

  it('is tried by one of the connections that share a password, for the wrong tries of all are counted together', async () => {
    const auth = { method: 'password', account: 'mia' } as const;
    const endpoint = { baseUrl: 'https://jira.example', deployment: 'data-center' } as const;
    const one = watching(
      aConnection('A', { auth, endpoint, lastTest: tested(9) }),
      aConnection('B', { auth, endpoint, lastTest: tested(8) }),
      aConnection('C', { auth, endpoint, lastTest: tested(7) }),
      aConnection('Of somebody else', { endpoint, auth: { method: 'password', account: 'ann' }, lastTest: tested(7) }),
    );
    for (const name of ['A', 'B', 'C']) one.answers.set(name, 'bad-credentials');
    await one.pass(48 * hour);
    expect(one.names().filter((name) => name !== 'Of somebody else')).toEqual(['A', 'A']);
    one.answers.clear();
    one.change((all) => all.map((each) => (each.name === 'A' ? { ...each, failing: undefined } : each)));
    await one.pass(8 * hour);
    expect(one.names()).toEqual(expect.arrayContaining(['B', 'C']));
  });

  it('is not tried again if it is a password, which would lock its owner out', async () => {
    const one = watching(aConnection('A', { auth: { method: 'password', account: 'mia' }, lastTest: tested(7) }));
    one.answers.set('A', 'captcha');
    await one.pass(3 * 24 * hour);
    one.health.wake();
    await one.claudeFailed('A', 'captcha');
    await one.pass(hour);
    expect(one.checks).toHaveLength(2);
  });

  it('is checked as usual again once it was replaced', async () => {
    const failing = { since: start, times: 2 };
    const one = watching(aConnection('A', { lastTest: tested(1, 'bad-credentials'), failing }));
    await one.pass(12 * hour);
    expect(one.names()).toEqual([]);
    one.change((all) => all.map((each) => ({ ...each, failing: undefined })));
    await one.pass(2 * minute);
    expect(one.names()).toEqual(['A']);
  });
});
