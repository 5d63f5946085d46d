import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { filesIn, findMarks, watchPage, watchProcesses, type Seen } from './canary-watch.ts';
import { expect, openWindow } from './fixtures.ts';
import type { KeyringHost } from './keyring-host.ts';
import { firstItem, type McpClient } from './mcp-clients.ts';
import type { KeytarModule } from '../../src/secrets/load-keytar.ts';
import { keychainService } from '../../src/secrets/secret-store.ts';

/** Unlike anything else, and with signs that URLs and JSON write differently. */
export const mark = (name: string): string => `canary+${name}/${crypto.randomUUID()}==`;

/** Everything a test gathers while it runs. */
export async function gather(host: KeyringHost, page: Page) {
  await openWindow(page, host);
  const clients: McpClient[] = [];
  const answers: { where: string; text: string }[] = [];
  const inPage = await watchPage(page);
  const processes = watchProcesses(() => [host.pid, ...clients.map(({ pid }) => pid)]);
  return {
    start: async (client: Promise<McpClient>) => {
      clients.push(await client);
    },
    /** Something else that left the product. */
    note: (where: string, text: string) => {
      answers.push({ where, text });
    },
    /** Calls every tool through every client. */
    callAll: async (connection: string) => {
      for (const client of clients) {
        const ask = async (tool: string, args: Record<string, unknown>) => {
          const answer = await client.call(tool, args);
          answers.push({ where: `answer of ${tool}`, text: JSON.stringify(answer.raw) });
          return answer;
        };
        await ask('list_connections', {});
        await ask('list_projects', { connection, limit: 2 });
        await ask('check_connection', { connection });
        const found = await ask('search_items', { connection, limit: 2 });
        if (!found.isError) await ask('get_item', { connection, ids: firstItem(found).id });
      }
    },
    /** Writes, moves files and calls the system itself, through the last client; what is refused is an answer too. */
    writeAll: async (connection: string) => {
      const client = clients.at(-1);
      if (client === undefined) throw new Error('There is no client');
      const ask = async (tool: string, args: Record<string, unknown>) => {
        const answer = await client.call(tool, { connection, ...args });
        answers.push({ where: `answer of ${tool}`, text: JSON.stringify(answer.raw) });
        return answer;
      };
      const found = await ask('search_items', { limit: 1 });
      const item = found.isError ? '1' : firstItem(found).id;
      const include = ['comments', 'history', 'links', 'attachments', 'time', 'watchers'];
      const answered = [
        await ask('get_item', { ids: item, include }),
        await ask('update_item', { items: [{ id: item, title: 'Renamed', state: 'no such state' }] }),
        await ask('comment_item', { item, action: 'add', text: 'A comment' }),
        await ask('add_attachment', { item, file: 'note.txt' }),
        await ask('get_attachment', { item, attachment: 'note.txt' }),
        await ask('list_people', { limit: 2 }),
        await ask('call_operation', { method: 'GET', path: '/no/such/path' }),
      ];
      return answered.filter(({ isError }) => !isError).length;
    },
    /** Ends everything, and says all that was seen. */
    end: async (): Promise<Seen> => {
      const fromPage = await inPage.seen();
      const fromProcesses = await processes.stop();
      await Promise.all(clients.map((client) => client.close()));
      await host.stop();
      return [
        ...fromPage,
        ...fromProcesses,
        ...answers,
        ...clients.map((client) => ({ where: 'stderr of an MCP server', text: client.log() })),
        { where: 'output of the host', text: host.output },
        ...(await filesIn(host.home)),
      ];
    },
  };
}

/** A watcher that sees nothing would find no marks either: what is no secret has to be found in all these places. */
export function expectToHaveLooked(seen: Seen, host: KeyringHost): void {
  const places = findMarks(seen, { name: 'Logistics' }).join('\n');
  const known = ['answer of /api/call', 'page', 'answer of list_connections', 'answer of get_item', 'connections.json'];
  for (const place of known) expect(places).toContain(place);
  expect(findMarks(seen, { tool: 'search_items' }).join('\n')).toContain(join('mcp-keyring', 'activity'));
  expect(findMarks(seen, { owner: 'Mia Larsen' })).toContain('answer of /api/call: owner');
  expect(findMarks(seen, { event: 'connections.changed' })).toContain('event: event');
  expect(findMarks(seen, { output: host.address })).toContain('output of the host: output');
  for (const file of ['host.log', 'claude_desktop_config.json'])
    expect(seen.some(({ where }) => where.endsWith(file))).toBe(true);
  if (process.platform === 'linux') expect(findMarks(seen, { home: host.home })).toContain('process: home');
}

const connectionFile = z.looseObject({
  connections: z.array(
    z.looseObject({ id: z.string(), name: z.string(), credential: z.looseObject({ field: z.string() }) }),
  ),
});

/** The keychain's account for a version of a connection's key. */
export async function accountOf(host: KeyringHost, name: string, version: number): Promise<string> {
  const file = connectionFile.parse(JSON.parse(await readFile(join(host.dataFolder, 'connections.json'), 'utf8')));
  const connection = file.connections.find((each) => each.name === name);
  if (connection === undefined) throw new Error(`There is no connection "${name}"`);
  return `${connection.id}/${connection.credential.field}/${version}`;
}

/** Read past the product. Null: there is none. */
export async function keptInKeychain(account: string): Promise<string | null> {
  const { AsyncEntry } = createRequire(import.meta.url)('keytar') as KeytarModule;
  const store = process.platform === 'linux' ? ({ linux: { store: 'secret-service' } } as const) : undefined;
  return (await new AsyncEntry(keychainService, account, store).getPassword()) ?? null;
}
