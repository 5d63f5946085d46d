import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { createConnectionAccess } from '../../../src/connections/connection-access.ts';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import type { Connection } from '../../../src/connections/connection.ts';
import type { ClientSettings, Credentials, Provider } from '../../../src/providers/provider.ts';
import type { SecretPlace } from '../../../src/secrets/secret-reference.ts';
import { aClient, aConnection } from '../../fakes/connections/fake-access.ts';
import { draft, setUp } from './harness.ts';

describe('finding a connection', () => {
  it('goes by name in any case, or by id', async () => {
    const { parts, system, access } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const { id } = await createConnectionService(parts).add(draft({ name: 'Team Jira' }));
    expect((await access.find(' team jira ')).id).toBe(id);
    expect((await access.find(id)).name).toBe('Team Jira');
  });

  it('names the ones there are when there is none of that name', async () => {
    const { parts, system, access } = await setUp();
    await expect(access.find('x')).rejects.toMatchObject({ next: 'Add a connection in MCP Keyring first.' });
    system.allow('old-key-0123456789abcdef');
    await createConnectionService(parts).add(draft({ name: 'Team Jira' }));
    await expect(access.find('x')).rejects.toMatchObject({ code: 'unknown-connection', next: 'There are: Team Jira.' });
  });

  it('asks for the id when two have the same name', async () => {
    const { parts, system, file, access } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const first = await createConnectionService(parts).add(draft());
    // A removal undone after its name was taken.
    const twin = { ...first, id: crypto.randomUUID() };
    await file.update((content) => ({ ...content, connections: [first, twin] }));
    await expect(access.find('site')).rejects.toMatchObject({ next: expect.stringContaining(twin.id) as string });
  });

  it('gives no client for a paused connection', async () => {
    const { parts, system, access } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    const paused = await service.setActive(id, false);
    await expect(access.open(paused)).rejects.toMatchObject({ code: 'connection-paused' });
  });
});

/** One connection in a file, the keys there are, and what its client was opened with. */
function rotating(first: Partial<Connection> = {}) {
  let current: Connection | undefined = aConnection('Team Jira', first);
  const keys = new Map<string, string>();
  const sources = new Map<string, string>();
  const settings: ClientSettings[] = [];
  const open: Provider['open'] = (given) => {
    settings.push(given);
    return aClient();
  };
  const read = (account: string, place: SecretPlace): Promise<string> => {
    const key = typeof place === 'object' ? sources.get(JSON.stringify(place)) : keys.get(account.split('/')[2]!);
    return key === undefined ? Promise.reject(missing) : Promise.resolve(key);
  };
  const access = createConnectionAccess({
    file: {
      read: () =>
        Promise.resolve({
          connections: current === undefined ? [] : [current],
          removed: [],
          leftovers: [],
          rotations: [],
        }),
    },
    providers: { jira: { open } as Provider } as Parameters<typeof createConnectionAccess>[0]['providers'],
    secrets: { read, readAnew: read },
  });
  return {
    keys,
    sources,
    settings,
    opened: current,
    change: (change: (connection: Connection) => Connection | undefined): void => {
      current = current && change(current);
    },
    open: async (): Promise<() => Promise<Credentials | undefined>> => {
      await access.open(aCopy(current!));
      return () => settings.at(-1)!.renew!();
    },
    openWith: (connection: Connection) => access.open(connection),
  };
}

const missing = new AppError('secret-missing', 'The key is not in the keychain any more.', 'Replace it.');
const aCopy = (connection: Connection): Connection => structuredClone(connection);
const withVersion =
  (version: number) =>
  (connection: Connection): Connection => ({ ...connection, credential: { ...connection.credential, version } });

describe('the key of a client whose call is refused', () => {
  it('is the one that took its place meanwhile, and then the one after that', async () => {
    const { keys, change, open } = rotating();
    keys.set('1', 'old').set('2', 'new').set('3', 'newest');
    const renew = await open();
    change(withVersion(2));
    expect(await renew()).toEqual({ method: 'api-token', account: 'mia@example.com', secret: 'new' });
    expect(await renew()).toBeUndefined();
    change(withVersion(3));
    expect((await renew())?.secret).toBe('newest');
  });

  it('is the old one again after a rollback', async () => {
    const { keys, change, open } = rotating(withVersion(2)(aConnection('Team Jira')));
    keys.set('1', 'old').set('2', 'new');
    const renew = await open();
    change(withVersion(1));
    expect((await renew())?.secret).toBe('old');
  });

  it('is found where the key was moved to', async () => {
    const home = { kind: 'file', path: '/run/secrets/jira' } as const;
    const { keys, sources, change, open } = rotating();
    keys.set('1', 'old');
    sources.set(JSON.stringify(home), 'from the file');
    const renew = await open();
    change((connection) => ({ ...connection, credential: { ...connection.credential, home } }));
    expect((await renew())?.secret).toBe('from the file');
  });

  it('is what its source gives now, if that is another one', async () => {
    const home = { kind: 'command' as const, command: ['op', 'read', 'op://team/jira'] };
    const { sources, open } = rotating({ credential: { ...aConnection('x').credential, home } });
    sources.set(JSON.stringify(home), 'old');
    const renew = await open();
    expect(await renew()).toBeUndefined();
    sources.set(JSON.stringify(home), 'new');
    expect((await renew())?.secret).toBe('new');
  });

  it.each<[string, (connection: Connection) => Connection | undefined]>([
    ['nothing changed', (connection) => connection],
    ['the connection was removed', () => undefined],
    ['the connection was paused', (connection) => ({ ...withVersion(2)(connection), active: false })],
    [
      'the connection leads elsewhere now',
      (connection) => ({
        ...withVersion(2)(connection),
        endpoint: { ...connection.endpoint, baseUrl: 'https://other.example' },
      }),
    ],
  ])('stays the refused one when %s', async (_, after) => {
    const { keys, change, open } = rotating();
    keys.set('1', 'old').set('2', 'new');
    const renew = await open();
    change(after);
    expect(await renew()).toBeUndefined();
  });
});

describe('opening a connection whose key was swapped a moment ago', () => {
  it('takes the key that the file names now', async () => {
    const { keys, settings, change, opened, openWith } = rotating();
    keys.set('2', 'new');
    change(withVersion(2));
    await openWith(opened);
    expect(settings.at(-1)?.credentials.secret).toBe('new');
  });

  it('says that the key is missing when the file still names that one', async () => {
    const { opened, openWith } = rotating();
    await expect(openWith(opened)).rejects.toMatchObject({ code: 'secret-missing' });
  });

  it('does not open what was paused in the same moment', async () => {
    const { keys, change, opened, openWith } = rotating();
    keys.set('2', 'new');
    change((connection) => ({ ...withVersion(2)(connection), active: false }));
    await expect(openWith(opened)).rejects.toMatchObject({ code: 'connection-paused' });
  });
});
