import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createConnectionFile } from '../../../src/connections/connection-file.ts';
import type { Connection } from '../../../src/connections/connection.ts';
import { createClientAccessFile } from '../../../src/policy/client-access-file.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { aConnection } from '../../fakes/connections/fake-access.ts';
import { builtHost, callTool, hello, initialized, startHost } from '../built-host.ts';

let host = '';
beforeAll(async () => {
  host = await builtHost();
}, 60_000);

type ToolResult = {
  content: { text: string }[];
  structuredContent?: { connections: { name: string; access: string }[] };
};

async function aHomeWith(...connections: Connection[]): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'keyring-clients-'));
  const file = createConnectionFile(join(home, 'connections.json'));
  await file.update((content) => ({ ...content, connections }));
  return home;
}

/** An `mcp` process as a client with this entry starts it. */
function startFor(home: string, ...args: string[]) {
  const server = startHost([process.execPath, host, 'mcp', '--home', home, ...args]);
  server.say(hello(), initialized);
  let last = 1;
  const call = async (name: string, input: object = {}): Promise<ToolResult> => {
    const id = (last += 1);
    server.say(callTool(id, name, input));
    return vi.waitFor(
      () => {
        const found = server.answers().find((each) => each.id === id);
        if (found === undefined) throw new Error(`No answer yet. ${server.output.stderr}`);
        return found.result as ToolResult;
      },
      { timeout: 15_000 },
    );
  };
  const seen = async () =>
    Object.fromEntries(
      ((await call('list_connections')).structuredContent?.connections ?? []).map(({ name, access }) => [name, access]),
    );
  const end = async () => {
    server.child.stdin.end();
    await server.exited;
  };
  return { call, seen, end };
}

const freely: Policy = { access: 'read-write', allowDelete: false, groupsOff: [] };

describe('two clients of one keyring', () => {
  it('have each their own access, changed while they run', async () => {
    const [work, home] = [aConnection('Work', { policy: freely }), aConnection('Home', { policy: freely })];
    const folder = await aHomeWith(work, home);
    const rules = createClientAccessFile(join(folder, 'client-access.json'));
    await rules.update((content) => ({
      ...content,
      clients: {
        cursor: { byDefault: 'as-connection', connections: { [home.id]: 'none' } },
        goose: { byDefault: 'read-only', connections: { [home.id]: 'ask' } },
      },
    }));
    const [cursor, goose] = [startFor(folder, '--client', 'cursor'), startFor(folder, '--client', 'goose')];
    expect(await cursor.seen()).toEqual({ Work: 'read-write' });
    expect(await goose.seen()).toEqual({ Work: 'read-only', Home: 'ask' });

    const hidden = await cursor.call('check_connection', { connection: 'Home' });
    expect(hidden.content[0]?.text).toMatch(/There is no connection "Home".*There are: Work\./s);
    const item = { connection: 'Work', items: [{ project: 'P', title: 'T' }] };
    expect((await goose.call('create_item', item)).content[0]?.text).toContain('(read-only)');

    await rules.update((content) => ({ ...content, clients: { cursor: { byDefault: 'read-only', connections: {} } } }));
    expect(await cursor.seen()).toEqual({ Work: 'read-only', Home: 'read-only' });
    expect(await goose.seen()).toEqual({ Work: 'read-write', Home: 'read-write' });

    await writeFile(join(folder, 'client-access.json'), '{ "version": 1, "clients": ');
    const refused = await cursor.call('list_connections');
    expect(refused).toMatchObject({ isError: true });
    expect(refused.content[0]?.text).toMatch(/client-access\.json is damaged.*\(data-file-damaged\)/s);
    await Promise.all([cursor.end(), goose.end()]);
  });

  it('are told apart in the activity, and one without a name has the access of others', async () => {
    const folder = await aHomeWith(aConnection('Work', { policy: freely }));
    const rules = createClientAccessFile(join(folder, 'client-access.json'));
    await rules.update((content) => ({ ...content, others: { byDefault: 'ask', connections: {} } }));
    const [named, unnamed] = [startFor(folder, '--client', 'my-own-client'), startFor(folder)];
    expect(await named.seen()).toEqual({ Work: 'ask' });
    expect(await unnamed.seen()).toEqual({ Work: 'ask' });
    await Promise.all([named.end(), unnamed.end()]);
    const [day = ''] = await readdir(join(folder, 'activity'));
    const lines = (await readFile(join(folder, 'activity', day), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { entryClient?: string }).entryClient).sort()).toEqual([
      'my-own-client',
      undefined,
    ]);
  });

  it.each(['', 'Cursor', 'a b', '../x', 'x'.repeat(41)])('are not started with the name “%s”', async (name) => {
    const { exited, output } = startHost([process.execPath, host, 'mcp', `--client=${name}`]);
    expect((await exited).code).toBe(2);
    expect(output.stderr).toContain('--client needs');
  });
});
