import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createConnectionAccess } from '../../../src/connections/connection-access.ts';
import type { Connection } from '../../../src/connections/connection.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { createClientAccessFile, readRules } from '../../../src/policy/client-access-file.ts';
import { clientAccess, ownClient, rulesOf, seenBy, type ConnectionRule } from '../../../src/policy/client-access.ts';
import type { Access } from '../../../src/policy/policy.ts';
import { aClient, aConnection } from '../../fakes/connections/fake-access.ts';

const withAccess = (access: Access, name = 'Team Jira'): Connection =>
  aConnection(name, { policy: { access, allowDelete: false, groupsOff: [] } });

const ruling = (byDefault: ConnectionRule, connections: Record<string, ConnectionRule> = {}) => ({
  byDefault,
  connections,
});

describe('the access of a client to a connection', () => {
  it.each<[ConnectionRule, Access, Access | undefined]>([
    ['as-connection', 'read-write', 'read-write'],
    ['as-connection', 'read-only', 'read-only'],
    ['ask', 'read-write', 'ask'],
    ['ask', 'ask', 'ask'],
    ['ask', 'read-only', 'read-only'],
    ['read-only', 'read-write', 'read-only'],
    ['read-only', 'ask', 'read-only'],
    ['none', 'read-write', undefined],
    ['none', 'read-only', undefined],
  ])('with the rule %s of a connection that is %s is %s', (rule, access, seen) => {
    expect(seenBy(ruling(rule), withAccess(access))?.policy.access).toBe(seen);
  });

  it('goes by the connection before it goes by the default, and leaves the rest of the policy alone', () => {
    const connection = aConnection('Team Jira', {
      policy: { access: 'read-write', allowDelete: true, groupsOff: ['time'] },
    });
    expect(seenBy(ruling('none', { [connection.id]: 'ask' }), connection)?.policy).toEqual({
      access: 'ask',
      allowDelete: true,
      groupsOff: ['time'],
    });
  });
});

describe('the rules of a client', () => {
  const content = clientAccess.parse({
    clients: { cursor: { byDefault: 'read-only' } },
    others: { byDefault: 'none' },
  });

  it.each([
    ['cursor', 'read-only'],
    ['goose', 'none'],
    ['constructor', 'none'],
    [undefined, 'none'],
    [ownClient, 'as-connection'],
  ])('of %s are its own, or those for others', (client, byDefault) => {
    expect(rulesOf(content, client).byDefault).toBe(byDefault);
  });

  it('restrict nobody before there are any', async () => {
    const file = createClientAccessFile(join(await mkdtemp(join(tmpdir(), 'keyring-rules-')), 'client-access.json'));
    expect(await readRules(file, 'cursor')()).toEqual(ruling('as-connection'));
  });

  it('that cannot be read are an error, and no access', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'keyring-rules-')), 'client-access.json');
    await writeFile(path, '{"version":1,"clients":{"cursor":{"byDefault":"everything"}}}');
    const access = accessOver([withAccess('read-write')], readRules(createClientAccessFile(path), 'cursor'));
    await expect(access.list()).rejects.toMatchObject({ code: 'data-file-damaged' });
    await expect(access.find('Team Jira')).rejects.toMatchObject({ code: 'data-file-damaged' });
    await expect(access.open(withAccess('read-write'))).rejects.toMatchObject({ code: 'data-file-damaged' });
  });
});

function accessOver(
  connections: Connection[],
  rules: NonNullable<Parameters<typeof createConnectionAccess>[0]['rules']>,
) {
  const read = () => Promise.resolve('a-key-of-somebody');
  const call = () => Promise.reject(new Error('This call must not get through'));
  const jira = { open: () => aClient({ call }) } as unknown as Provider;
  return createConnectionAccess({
    file: { read: () => Promise.resolve({ connections, removed: [], leftovers: [], rotations: [] }) },
    providers: { jira } as Parameters<typeof createConnectionAccess>[0]['providers'],
    secrets: { read, readAnew: read },
    rules,
  });
}

describe('a client with rules', () => {
  const [open, hidden] = [withAccess('read-write', 'Open'), withAccess('read-write', 'Hidden')];
  const rules = ruling('read-only', { [hidden.id]: 'none' });

  it('is not told of a connection that it may not see, not even in an error', async () => {
    const access = accessOver([open, hidden], () => Promise.resolve(rules));
    expect((await access.list()).map(({ name, policy }) => [name, policy.access])).toEqual([['Open', 'read-only']]);
    await expect(access.find(hidden.id)).rejects.toMatchObject({
      code: 'unknown-connection',
      next: 'There are: Open.',
    });
  });

  it('cannot open what was taken away since it was found', async () => {
    const access = accessOver([open, hidden], () => Promise.resolve(rules));
    await expect(access.open(hidden)).rejects.toMatchObject({ code: 'unknown-connection', next: 'There are: Open.' });
  });

  it('gets a client that refuses what the rules forbid, though the connection allows it', async () => {
    const access = accessOver([open], () => Promise.resolve(rules));
    const client = await access.open(open);
    const call = { method: 'POST', path: '/rest/api/3/issue' } as const;
    await expect(client.call?.(call) ?? Promise.resolve()).rejects.toMatchObject({ code: 'read-only' });
  });
});
