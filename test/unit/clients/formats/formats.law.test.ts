import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/lib/app-error.ts';
import type { ConfigFormat, Plain, PlainMap, ServerList } from '../../../../src/clients/formats/format.ts';
import { commentedJson, jsonc } from '../../../../src/clients/formats/json.ts';
import { withValue } from '../../../../src/clients/formats/plain.ts';
import { serverIn } from '../../../../src/clients/formats/put-server.ts';
import { toml } from '../../../../src/clients/formats/toml.ts';
import { yaml } from '../../../../src/clients/formats/yaml.ts';
import { anyJsonc } from './any-jsonc.ts';
import { anyToml } from './any-toml.ts';
import { anyYaml } from './any-yaml.ts';

type Law = {
  readonly format: ConfigFormat;
  readonly list: ServerList;
  readonly texts: fc.Arbitrary<string>;
  readonly runs: number;
  /** How many of a hundred texts may be refused because they could be changed only by guessing. */
  readonly refusals: number;
};

const name = 'mcp-keyring';
const map = (...root: string[]): ServerList => ({ root, kind: 'map' });
const laws: Record<string, Law> = {
  'JSON with comments': {
    ...{ format: commentedJson, list: map('mcpServers'), runs: 1000, refusals: 0 },
    texts: anyJsonc('mcpServers', { trailingCommas: false }),
  },
  'JSON with comments and trailing commas': {
    ...{ format: jsonc, list: map('context_servers'), runs: 1500, refusals: 0 },
    texts: anyJsonc('context_servers', { trailingCommas: true }),
  },
  'JSON with a map of maps': {
    ...{ format: jsonc, list: map('mcp', 'servers'), runs: 800, refusals: 0 },
    texts: anyJsonc('mcp', { trailingCommas: true }),
  },
  TOML: { format: toml, list: map('mcp_servers'), texts: anyToml, runs: 1200, refusals: 0 },
  'a YAML map': { format: yaml, list: map('extensions'), texts: anyYaml('extensions', 'map'), runs: 400, refusals: 5 },
  'a YAML list': {
    ...{ format: yaml, list: { root: ['mcpServers'], kind: 'list' }, runs: 250, refusals: 5 },
    texts: anyYaml('mcpServers', 'list'),
  },
};

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('mcp', '--client', 'C:\\a b\\host.exe', 'true', '1', '', 'ü 🔑', '\u007f'),
);
const entry: fc.Arbitrary<PlainMap> = fc.record(
  {
    command: text,
    args: fc.array(text, { maxLength: 3 }),
    env: fc.dictionary(fc.constantFrom('A', 'B c', '__proto__'), text, { maxKeys: 2, noNullPrototype: true }),
    enabled: fc.boolean(),
    timeout: fc.integer({ min: 0, max: 900 }),
  },
  { requiredKeys: ['command'], noNullPrototype: true },
);

/** Undefined for a refusal; whether those are few is checked by the caller. */
function put({ format, list }: Law, before: string, value: PlainMap): string | undefined {
  try {
    return format.putServer(before, list, name, value);
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-not-parsable') return undefined;
    throw error;
  }
}

const isNothing = ({ format }: Law, text: string): boolean => format.read(text) === undefined;

const asPut = ({ list }: Law, value: PlainMap): PlainMap => (list.kind === 'map' ? value : { name, ...value });

function check(law: Law, before: string, value: PlainMap, other: PlainMap): void {
  const { format, list } = law;
  const original = format.read(before);
  const after = put(law, before, value);
  if (after === undefined || original === undefined) return;
  const items = at(original, list.root);
  const path = [...list.root, list.kind === 'map' ? name : Array.isArray(items) ? items.length : 0];
  expect(format.read(after)).toEqual(withValue(original, path, asPut(law, value)));
  expect(serverIn(format, after, list, name)?.value).toEqual(asPut(law, value));
  expect(format.putServer(after, list, name, value)).toBe(after);
  expect(format.putServer(after, list, name, other)).toBe(format.putServer(before, list, name, other));
  expect(format.takeServer(before, list, name)).toBe(before);
}

const at = (value: Plain | undefined, [key, ...rest]: readonly string[]): Plain | undefined =>
  key === undefined ? value : at((value as PlainMap | undefined)?.[key], rest);

describe.each(Object.entries(laws))('an edit of any file in %s', (_, law) => {
  it('gives the original bytes back when the entry is added and removed', () => {
    fc.assert(
      fc.property(law.texts, entry, (before, value) => {
        const after = put(law, before, value);
        if (after !== undefined && !isNothing(law, before))
          expect(law.format.takeServer(after, law.list, name)).toBe(before);
      }),
      { numRuns: law.runs },
    );
  });

  it('changes nothing else that a reader can see, and replaces as if it had been written so at once', () => {
    fc.assert(
      fc.property(law.texts, entry, entry, (before, value, other) => {
        check(law, before, value, other);
      }),
      { numRuns: law.runs / 5 },
    );
  });

  it('refuses next to none', () => {
    const value = { command: 'x' };
    const texts = fc.sample(law.texts, 100);
    const refused = texts.filter((each) => put(law, each, value) === undefined);
    expect(refused.length, refused.map((each) => JSON.stringify(each)).join('\n')).toBeLessThanOrEqual(law.refusals);
  });

  it('changes one text where it says that it stands, and no other byte', () => {
    fc.assert(
      fc.property(law.texts, fc.nat(), (before, pick) => {
        const texts = law.format.texts(before);
        const one = texts[pick % texts.length];
        if (one === undefined || isTwice(one.path, texts)) return;
        const after = tryTo(() => law.format.replace(before, one.path, 'fresh'));
        if (after === undefined) return;
        expect(after.startsWith(before.slice(0, one.start))).toBe(true);
        expect(after.replace(/\s+$/, '').endsWith(before.slice(one.end).replace(/\s+$/, ''))).toBe(true);
        expect(law.format.read(after)).toEqual(withValue(law.format.read(before), one.path, 'fresh'));
      }),
      { numRuns: 100 },
    );
  });
});

const isTwice = (path: readonly unknown[], texts: readonly { path: readonly unknown[] }[]): boolean =>
  texts.filter((each) => JSON.stringify(each.path) === JSON.stringify(path)).length > 1;

function tryTo<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-not-parsable') return undefined;
    throw error;
  }
}
