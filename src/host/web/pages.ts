import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export type Page = { readonly body: Buffer; readonly type: string };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The window's files by URL path, read once: what is not in this table does not exist, so no path can lead outside. */
export async function loadPages(folder: string): Promise<ReadonlyMap<string, Page>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in types);
  const pages = await Promise.all(
    files.map(async (entry): Promise<[string, Page]> => {
      const file = join(entry.parentPath, entry.name);
      const type = types[extname(file)] ?? 'application/octet-stream';
      return [`/${relative(folder, file).split(sep).join('/')}`, { body: await readFile(file), type }];
    }),
  );
  const table = new Map(pages);
  const index = table.get('/index.html');
  if (index !== undefined) table.set('/', index);
  return table;
}

/** What a browser shows that has no session: an old bookmark, or an address that was used already. */
export const closedPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>MCP Keyring</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem;color-scheme:light dark}</style>
<h1>This window is closed</h1>
<p>Each address works once. Go to the terminal where MCP Keyring runs and press Enter: it prints a new one.</p></html>`;
