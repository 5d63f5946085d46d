import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/api/client.ts';
import { createEventBus } from '../../../src/api/event-bus.ts';
import { createRouter, type Handlers } from '../../../src/api/router.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { silentLogger } from '../../../src/lib/logger.ts';

const router = (handlers: Partial<Handlers>) => createRouter(handlers as Handlers, silentLogger);

describe('the router', () => {
  it('drops a field the contract does not declare', async () => {
    const handlers: Partial<Handlers> = {
      'preferences.get': () =>
        Promise.resolve({ appearance: 'dark' as const, secretHome: 'vault' as const, apiKey: 'pk_1_SECRET' }),
    };
    const answer = await router(handlers).answer({ name: 'preferences.get', input: {} });
    expect(answer).toMatchObject({ ok: true, output: { appearance: 'dark', secretHome: 'vault' } });
    expect(answer).not.toHaveProperty('output.apiKey');
  });

  it('names the field that is wrong and never the value', async () => {
    const secret = 'pk_1_SECRET';
    const answer = await router({}).answer({ name: 'rotation.replace', input: { id: secret, secret } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(JSON.stringify(answer)).not.toContain(secret);
  });

  it.each([['toString'], ['__proto__'], ['connections.steal']])(
    'answers an unknown call "%s" with an error',
    async (name) => {
      expect(await router({}).answer({ name, input: {} })).toMatchObject({
        ok: false,
        error: { code: 'unknown-call' },
      });
    },
  );

  it.each([[undefined], [null], ['x'], [{ input: 1 }]])('answers the malformed request %j', async (request) => {
    expect(await router({}).answer(request)).toMatchObject({ ok: false });
  });

  it('hides the text of a fault in the program', async () => {
    const handlers: Partial<Handlers> = { 'preferences.get': () => Promise.reject(new Error('pk_1_SECRET')) };
    const answer = await router(handlers).answer({ name: 'preferences.get', input: {} });
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('pk_1_SECRET');
  });
});

describe('a client', () => {
  it('turns a failed answer back into the same error', async () => {
    const failing = router({
      'secrets.lockVault': () => Promise.reject(new AppError('vault-absent', 'No vault.', 'Make one.')),
    });
    const client = createApiClient({ send: (request) => failing.answer(request), subscribe: () => () => undefined });
    await expect(client.call('secrets.lockVault', {})).rejects.toMatchObject({
      code: 'vault-absent',
      message: 'No vault.',
      next: 'Make one.',
    });
  });

  it('hears the events it asked for until it stops listening', () => {
    const bus = createEventBus();
    const client = createApiClient({
      send: () => Promise.resolve(undefined),
      subscribe: (listener) => bus.subscribe(listener),
    });
    const heard: number[] = [];
    const stop = client.on('connections.testProgress', ({ done }) => heard.push(done));
    bus.emit('connections.testProgress', { done: 1, total: 2 });
    bus.emit('connections.changed', {});
    stop();
    bus.emit('connections.testProgress', { done: 2, total: 2 });
    expect(heard).toEqual([1]);
  });
});
