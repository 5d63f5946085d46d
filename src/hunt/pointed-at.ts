import { clientOf } from '../clients/catalog.ts';
import type { ClientId } from '../clients/client.ts';
import { jsonc } from '../clients/formats/json.ts';
import { readingOf, type Target } from './target.ts';

/** Clients' files that belong to a project, by the end of their path. */
const projectFiles: readonly (readonly [end: RegExp, client: ClientId])[] = [
  [/(^|\/)claude_desktop_config\.json$/, 'claude-desktop'],
  [/(^|\/)\.claude\.json$/, 'claude-code'],
  [/(^|\/)\.cursor\/mcp\.json$/, 'cursor'],
  [/(^|\/)\.vscode\/mcp\.json$/, 'vscode'],
  [/(^|\/)\.kiro\/settings\/mcp\.json$/, 'kiro'],
  [/(^|\/)\.junie\/mcp\/mcp\.json$/, 'junie'],
  [/(^|\/)\.warp\/\.mcp\.json$/, 'warp'],
  [/(^|\/)\.gemini\/settings\.json$/, 'gemini-cli'],
  [/(^|\/)\.codex\/config\.toml$/, 'codex'],
  [/(^|\/)opencode\.jsonc?$/, 'opencode'],
  [/(^|\/)\.?mcp\.json$/, 'claude-code'],
];

const envFile = /^(\.env(\..+)?|.+\.env|\.envrc)$/i;
const envTemplate = /\.(example|sample|template|dist|defaults?)$/i;
const settingsFile = /^\.?targetprocess\.json$/i;

/** How a file is read that the user points at, or that is found in a folder the user points at; undefined: not at all. */
export function pointedAt(path: string): Target | undefined {
  const plain = path.replaceAll('\\', '/');
  const name = plain.slice(plain.lastIndexOf('/') + 1);
  const client = projectFiles.find(([end]) => end.test(plain))?.[1];
  if (client !== undefined) {
    const record = clientOf(client);
    return { path, source: 'project', client: record, reading: readingOf(record) };
  }
  if (settingsFile.test(name)) return { path, source: 'settings-file', reading: { kind: 'settings', format: jsonc } };
  if (envFile.test(name) && !envTemplate.test(name)) return asEnvFile(path);
  return undefined;
}

/** What the user points at by its own path is looked into whatever its name is. */
export function pointedAtItself(path: string): Target {
  return pointedAt(path) ?? (/\.jsonc?$/i.test(path) ? asSettings(path) : asEnvFile(path));
}

const asEnvFile = (path: string): Target => ({ path, source: 'env-file', reading: { kind: 'lines', syntax: 'env' } });
const asSettings = (path: string): Target => ({
  path,
  source: 'settings-file',
  reading: { kind: 'settings', format: jsonc },
});
