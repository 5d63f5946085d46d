import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';

/** Texts that were seen somewhere, each with where. */
export type Seen = readonly { readonly where: string; readonly text: string }[];

const base64Forms = (mark: string): string[] =>
  // What stands before the mark shifts the digits, whatever it is: `apikey:`, an e-mail address, nothing.
  [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(mark)]);
    const sure = bytes.toString('base64').slice([0, 2, 3][before], Math.floor((bytes.length * 8) / 6));
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
  });

/** Every way in which a secret could be written down by mistake. */
function formsOf(mark: string): readonly string[] {
  const json = JSON.stringify(mark).slice(1, -1);
  const hex = Buffer.from(mark).toString('hex');
  const url = encodeURIComponent(mark);
  const form = new URLSearchParams([['', mark]]).toString().slice(1);
  return [...new Set([mark, json, hex, url, url.toLowerCase(), form, ...base64Forms(mark)])];
}

/** Where a mark was seen: "logs/host.log: wrong key". Empty is what a test wants. */
export function findMarks(seen: Seen, marks: Readonly<Record<string, string>>): string[] {
  const wanted = Object.entries(marks).map(([name, mark]) => ({ name, forms: formsOf(mark) }));
  const found = seen.flatMap(({ where, text }) =>
    wanted.filter(({ forms }) => forms.some((form) => text.includes(form))).map(({ name }) => `${where}: ${name}`),
  );
  return [...new Set(found)];
}

/** Every file below the folder, with the names themselves. */
export async function filesIn(folder: string): Promise<Seen> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.map(async (entry) => {
      const where = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) return { where, text: `${where} ${await readlink(where)}` };
      return { where, text: entry.isFile() ? `${where}\n${await readFile(where, 'latin1')}` : where };
    }),
  );
}

/** What a page receives, prints and stores from now on. */
export async function watchPage(page: Page): Promise<{ seen: () => Promise<Seen> }> {
  const seen: { where: string; text: string }[] = [];
  const bodies: Promise<void>[] = [];
  page.on('console', (message) => seen.push({ where: 'console', text: message.text() }));
  page.on('response', (response) => {
    const where = `answer of ${new URL(response.url()).pathname}`;
    seen.push({ where: `headers of the ${where}`, text: JSON.stringify(response.headers()) });
    // An event stream has no end; its events come from the protocol below.
    if (where.endsWith('/api/events')) return;
    const keep = (body: Buffer): void => void seen.push({ where, text: body.toString('latin1') });
    bodies.push(response.body().then(keep, () => undefined));
  });
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Network.enable');
  protocol.on('Network.eventSourceMessageReceived', ({ data }) => seen.push({ where: 'event', text: data }));
  const stored = () => page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
  return {
    seen: async () => {
      await Promise.all(bodies);
      const state = JSON.stringify(await page.context().storageState());
      return [
        ...seen,
        { where: 'page', text: `${page.url()} ${await page.content()}` },
        { where: 'storage of the page', text: (await stored()) + state },
      ];
    },
  };
}

/** Looks at the arguments and environments of processes and all their children, again and again until it is stopped. */
export function watchProcesses(roots: () => readonly number[]): { stop: () => Promise<Seen> } {
  const seen = new Map<string, string>();
  const running = { yes: true };
  const look = async (pid: number | string): Promise<void> => {
    for (const file of ['cmdline', 'environ']) {
      const text = await readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '');
      if (text !== '') seen.set(`${file} of ${pid}: ${text}`, text);
    }
    for (const child of await childrenOf(pid)) await look(child);
  };
  const loop = async (): Promise<void> => {
    while (running.yes) {
      for (const pid of roots()) await look(pid);
      await new Promise((next) => setTimeout(next, 100));
    }
  };
  const done = process.platform === 'linux' ? loop() : Promise.resolve();
  return {
    stop: async () => {
      running.yes = false;
      await done;
      return [...seen.values()].map((text) => ({ where: 'process', text }));
    },
  };
}

async function childrenOf(pid: number | string): Promise<readonly string[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => ''));
  return (await Promise.all(lists)).flatMap((list) => list.split(' ').filter((child) => child.trim() !== ''));
}
