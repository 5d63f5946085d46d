import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/connections/connection.ts';
import { aConnection } from '../../fakes/connections/fake-access.ts';
import { hour, locked, minute, start, tested, watching } from './watching.ts';

describe('a network that does not work', () => {
  it('turns no connection red while none can be reached, and all are tried when one is', async () => {
    const one = watching(aConnection('A', { lastTest: tested(7) }), aConnection('B', { lastTest: tested(8) }));
    one.answers.set('A', 'name-not-resolved').set('B', 'timeout');
    await one.pass(hour);
    expect(one.names()).toEqual(['B', 'A']);
    expect([one.connection('A'), one.connection('B')].map((each) => each?.lastTest?.outcome.ok)).toEqual([true, true]);
    one.answers.clear();
    one.state.network = 'mobile 10.0.0.1';
    await one.pass(2 * minute);
    expect(one.checks).toHaveLength(4);
  });

  it('is no excuse for a system that alone cannot be reached, but no fault of its key either', async () => {
    const one = watching(aConnection('Down', { lastTest: tested(9) }), aConnection('Up', { lastTest: tested(8) }));
    one.answers.set('Down', 'connection-refused');
    await one.pass(10 * minute);
    expect(one.names()).toEqual(['Down', 'Up', 'Down']);
    expect(one.connection('Down')).toMatchObject({
      lastTest: { outcome: { problem: { code: 'connection-refused' } } },
    });
    expect(one.connection('Down')?.failing).toBeUndefined();
  });

  it('hides nothing of a key that was refused before', async () => {
    const failing = { since: start, times: 1 };
    const one = watching(
      aConnection('Refused', { lastTest: tested(9, 'bad-credentials'), failing }),
      aConnection('Up', { lastTest: tested(8) }),
    );
    one.answers.set('Refused', 'timeout');
    await one.pass(10 * minute);
    expect(one.connection('Refused')).toMatchObject({
      failing,
      lastTest: { outcome: { problem: { code: 'bad-credentials' } } },
    });
  });

  it('is not a system that asks for patience', async () => {
    const one = watching(aConnection('A', { lastTest: tested(7) }));
    one.answers.set('A', 'rate-limited');
    await one.pass(hour);
    expect(one.checks).toHaveLength(1);
    expect(one.connection('A')?.lastTest?.outcome.ok).toBe(true);
  });
});

describe('a key that cannot be read without a dialog', () => {
  it('is left alone while its keychain is locked, and checked when it is open', async () => {
    const one = watching(aConnection('A'));
    one.state.status = locked;
    await one.pass(2 * hour);
    expect(one.names()).toEqual([]);
    expect(one.connection('A')?.lastTest).toBeUndefined();
    one.state.status = { state: 'ready' };
    await one.pass(20 * minute);
    expect(one.names()).toEqual(['A']);
  });

  it('is not fetched by a command in the background, but read from a file', async () => {
    const from = (name: string, home: Connection['credential']['home']) =>
      aConnection(name, { credential: { ...aConnection('x').credential, home } });
    const one = watching(
      from('Command', { kind: 'command', command: ['op', 'read', 'op://team/jira'] }),
      from('File', { kind: 'file', path: '/run/secrets/jira' }),
    );
    await one.pass(hour);
    expect(one.names()).toEqual(['File']);
  });
});

describe('a call of Claude whose key was refused', () => {
  it('has the connection checked at once, at most once in ten minutes', async () => {
    const one = watching(aConnection('A', { lastTest: tested(0) }), aConnection('B', { lastTest: tested(0) }));
    await one.pass(hour);
    one.answers.set('A', 'bad-credentials');
    await one.claudeFailed('A', 'bad-credentials');
    await one.claudeFailed('A', 'bad-credentials');
    expect(one.names()).toEqual(['A']);
    expect(one.connection('A')?.failing?.times).toBe(1);
    await one.pass(11 * minute);
    expect(one.names()).toEqual(['A']);
    await one.claudeFailed('A', 'forbidden');
    expect(one.connection('A')?.failing?.times).toBe(2);
    await one.pass(11 * minute);
    await one.claudeFailed('A', 'bad-credentials');
    await one.pass(minute);
    expect(one.names()).toEqual(['A', 'A']);
  });

  it('is told apart from calls that failed for other reasons', async () => {
    const one = watching(aConnection('A', { lastTest: tested(0) }));
    for (const code of ['not-found', 'timeout', 'read-only', 'query-rejected'] as const)
      await one.claudeFailed('A', code);
    await one.pass(hour);
    expect(one.names()).toEqual([]);
  });

  it('also counts while the first round still waits, without beginning that round', async () => {
    const one = watching(aConnection('A', { lastTest: tested(9) }), aConnection('B', { lastTest: tested(9) }));
    await one.settle();
    await one.claudeFailed('B', 'anonymous');
    expect(one.names()).toEqual(['B']);
    await one.pass(minute);
    expect(one.names()).toEqual(['B']);
  });
});
