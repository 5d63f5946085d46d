import type { ConfigFormat, Path, ServerList, TextValue } from '../../clients/formats/format.ts';
import type { FindField } from '../report.ts';
import { keyIn } from './key-in.ts';
import type { Candidate, SpotServer } from './spot.ts';

/** The values of one server's entry that may be keys, and those around them that tell whose. */
export type ServerValues = { readonly server: SpotServer; readonly candidates: readonly Candidate[] };

const fields: Readonly<Record<string, FindField>> = {
  env: 'env',
  envs: 'env',
  environment: 'env',
  args: 'args',
  command: 'args',
  cmd: 'args',
  headers: 'headers',
  http_headers: 'headers',
  bearer_token: 'headers',
  url: 'address',
  uri: 'address',
  serverUrl: 'address',
  httpUrl: 'address',
};

/**
 * All values of all servers, in the client's own list and in lists of the same name elsewhere in the file (Claude Code
 * keeps those of a project under `projects`). Throws `file-not-parsable`.
 */
export function configCandidates(text: string, format: ConfigFormat, list: ServerList): readonly ServerValues[] {
  const byServer = new Map<string, { server: SpotServer; values: TextValue[] }>();
  const texts = format.texts(text);
  for (const value of texts) {
    const server = serverOf(value.path, list, texts);
    if (server === undefined) continue;
    const key = JSON.stringify(server.path);
    const known = byServer.get(key) ?? { server, values: [] };
    known.values.push(value);
    byServer.set(key, known);
  }
  return [...byServer.values()].map(({ server, values }) => ({ server, candidates: candidatesOf(server, values) }));
}

function serverOf(path: Path, { root, kind }: ServerList, texts: readonly TextValue[]): SpotServer | undefined {
  const at = path.findIndex((_, index) => root.every((part, offset) => path[index + offset] === part));
  const own = path[at + root.length];
  if (at === -1 || own === undefined || path.length <= at + root.length + 1) return undefined;
  const serverPath = path.slice(0, at + root.length + 1);
  const name = kind === 'map' ? String(own) : nameIn(serverPath, texts);
  return { name, root: path.slice(0, at + root.length).map(String), path: serverPath };
}

function nameIn(serverPath: Path, texts: readonly TextValue[]): string {
  const wanted = JSON.stringify([...serverPath, 'name']);
  return texts.find(({ path }) => JSON.stringify(path) === wanted)?.text ?? '';
}

function candidatesOf(server: SpotServer, values: readonly TextValue[]): readonly Candidate[] {
  return values.flatMap((value, index) => {
    const below = value.path.slice(server.path.length);
    const field = below.map((part) => fields[part]).find((each) => each !== undefined) ?? 'value';
    const common = { server, path: value.path, start: value.start, end: value.end, field };
    if (field === 'args')
      return argumentOf(value.text, values[index - 1], value).map((each) => ({ ...common, ...each }));
    const name = String(below.at(-1));
    return [{ ...common, name, ...partsOf(value.text) }];
  });
}

const partsOf = (value: string): Pick<Candidate, 'value' | 'secret' | 'literal'> => ({ value, ...keyIn(value) });

type Argument = Pick<Candidate, 'value' | 'secret' | 'literal' | 'name'>;

/** `--token=abc`, `--token abc`, `-e NAME=abc`, `--header "Authorization: Bearer abc"`, and a value without a name. */
function argumentOf(text: string, before: TextValue | undefined, { path }: TextValue): readonly Argument[] {
  const [, option = '', given = ''] = /^--?([\w.-]+)=(.+)$/s.exec(text) ?? [];
  if (option !== '') return [{ name: option, ...partsOf(given) }];
  const [, variable = '', set = ''] = /^([A-Za-z_]\w*)=(.+)$/s.exec(text) ?? [];
  if (variable !== '') return [{ name: variable, ...partsOf(set) }];
  const [, header = '', content = ''] = /^([A-Za-z][\w-]*):\s*(?!\/\/)(.+)$/s.exec(text) ?? [];
  if (header !== '') return [{ name: header, ...partsOf(content) }];
  if (text.startsWith('-')) return [];
  const name = before !== undefined && isNeighbour(before.path, path) ? optionName(before.text) : undefined;
  return [{ ...(name !== undefined && { name }), ...partsOf(text) }];
}

const optionName = (text: string): string | undefined => /^--?([A-Za-z][\w.-]*)$/.exec(text)?.[1];

function isNeighbour(before: Path, path: Path): boolean {
  const [last, own] = [before.at(-1), path.at(-1)];
  return before.length === path.length && typeof last === 'number' && typeof own === 'number' && last + 1 === own;
}
