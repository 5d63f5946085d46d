import { chmod, mkdtemp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConnectionFile } from '../../../src/connections/connection-file.ts';
import { connection } from '../../../src/connections/connection.ts';
import type { SecretReference } from '../../../src/secrets/secret-reference.ts';
import { startSimulator, type Simulator } from '../../../src/simulator/simulator.ts';
import { builtHost, callTool, hello, initialized, startHost } from '../built-host.ts';

let host = '';
let simulator: Simulator;
beforeAll(async () => {
  [host, simulator] = await Promise.all([builtHost(), startSimulator()]);
}, 60_000);
afterAll(() => simulator.close());

type CheckAnswer = { content: { text: string }[] };

/** An `mcp` process as Claude starts it, over one connection whose key is there. */
async function startOver(makeReference: (folder: string) => SecretReference, env: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'keyring-references-'));
  const site = simulator.sites.openproject;
  const now = new Date().toISOString();
  const stored = connection.parse({
    id: crypto.randomUUID(),
    name: 'Site',
    provider: 'openproject',
    endpoint: { baseUrl: site.url, deployment: 'data-center' },
    auth: { method: 'api-key' },
    options: {},
    credential: { field: 'api-key', home: makeReference(folder), hint: '…', version: 1, createdAt: now },
    owner: { id: '1', name: 'Nobody yet' },
    active: true,
    createdAt: now,
    updatedAt: now,
  });
  const file = createConnectionFile(join(folder, 'connections.json'));
  await file.update((content) => ({ ...content, connections: [stored] }));
  const server = startHost([process.execPath, host, 'mcp', '--home', folder], env);
  server.say(hello(), initialized);
  let id = 1;
  const check = async (): Promise<string> => {
    const own = (id += 1);
    server.say(callTool(own, 'check_connection', { connection: 'Site' }));
    const answer = await vi.waitFor(
      () => {
        const found = server.answers().find((each) => each.id === own);
        if (found === undefined) throw new Error(`No answer yet. ${server.output.stderr}`);
        return found;
      },
      { timeout: 15_000 },
    );
    return (answer.result as CheckAnswer).content[0]!.text;
  };
  /** Ends it, and answers with everything that it wrote anywhere. */
  const end = async (): Promise<string> => {
    server.child.stdin.end();
    await server.exited;
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((each) => each.isFile() && !each.name.startsWith('key'))
      .map((each) => readFile(join(each.parentPath, each.name), 'utf8'));
    return [server.output.stdout, server.output.stderr, ...(await Promise.all(texts))].join('\n');
  };
  return { folder, site, check, end };
}

const works = /Site \(OpenProject\) works\./;

describe('an mcp process whose key is somewhere else', () => {
  it('reads a file, and uses a changed one with the next call', async () => {
    const { folder, site, check, end } = await startOver((home) => ({ kind: 'file', path: join(home, 'key') }));
    expect(await check()).toContain(`There is no file ${join(folder, 'key')}.`);
    const [first, second] = [site.issueKey(), site.issueKey()];
    await writeFile(join(folder, 'key'), `${first}\n`);
    expect(await check()).toMatch(works);
    site.revokeKey(first);
    await writeFile(join(folder, 'key.new'), second);
    await rename(join(folder, 'key.new'), join(folder, 'key'));
    expect(await check()).toMatch(works);
    const written = await end();
    for (const key of [first, second]) expect(written).not.toContain(key);
  });

  it.skipIf(process.platform === 'win32')(
    'asks a command again when the system refuses what it gave before, and repeats nothing that it prints',
    async () => {
      const { folder, site, check, end } = await startOver((home) => ({
        kind: 'command',
        command: [join(home, 'key.sh'), 'a b'],
      }));
      const script = async (body: string) => {
        await writeFile(join(folder, 'key.sh'), `#!/bin/sh\n${body}\n`);
        await chmod(join(folder, 'key.sh'), 0o700);
      };
      expect(await check()).toContain('“key.sh” was not found');
      const [first, second] = [site.issueKey(), site.issueKey()];
      await script(`test "$1" = 'a b' && echo ${first}; echo ${second} >&2`);
      expect(await check()).toMatch(works);
      site.revokeKey(first);
      await script(`echo ${second}; echo noise ${first} >&2`);
      expect(await check()).toMatch(works);
      site.revokeKey(second);
      await script(`echo ${second}; echo ${first} >&2; exit 3`);
      expect(await check()).toContain('“key.sh” ended with exit code 3 and gave no key.');
      const written = await end();
      for (const key of [first, second]) expect(written).not.toContain(key);
    },
  );

  it('reads a variable where a client passes it on, and says why not where it does not', async () => {
    const reference = (): SecretReference => ({ kind: 'env', name: 'OPENPROJECT_KEY' });
    const key = simulator.sites.openproject.issueKey();
    const passed = await startOver(reference, { OPENPROJECT_KEY: key });
    expect(await passed.check()).toMatch(works);
    expect(await passed.end()).not.toContain(key);
    const without = await startOver(reference);
    expect(await without.check()).toMatch(/OPENPROJECT_KEY does not reach the MCP server.*almost no environment/s);
    await without.end();
  });
});
