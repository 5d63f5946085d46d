import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainMap } from '../../../../src/clients/formats/format.ts';
import { strictJson } from '../../../../src/clients/formats/json.ts';
import { isSame } from '../../../../src/clients/formats/plain.ts';
import { serverIn } from '../../../../src/clients/formats/put-server.ts';

const list = { root: ['mcpServers'], kind: 'map' } as const;
const withEntry = (text: string, name: string, value: PlainMap): string =>
  strictJson.putServer(text, list, name, value);
const withoutEntry = (text: string, name: string): string => strictJson.takeServer(text, list, name);
const entryState = (text: string, name: string, value: PlainMap): string => {
  const found = serverIn(strictJson, text, list, name);
  if (found === undefined) return 'without-entry';
  return isSame(found.value, value) ? 'current' : 'outdated';
};
const name = 'mcp-keyring';
const entry = { command: '/opt/MCP Keyring/keyring-host', args: ['mcp'] };

/** Any JSON text with an object at its root: random values, random white space in every place that allows it. */
const space = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  { weight: 5, arbitrary: fc.constantFrom(' ', '\n', '\n  ', '\r\n\t', '\n    ', '\t', '\r\n') },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 4 }) },
);
const key = fc.oneof(
  fc.constantFrom('a', 'b', 'env', 'mcp', 'команда', '__proto__', 'a"b'),
  fc.string({ maxLength: 6 }),
);
const scalar = fc
  .oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  )
  .map((value) => JSON.stringify(value));

const wrap = (open: string, parts: readonly string[], spaces: readonly string[], close: string): string => {
  const at = (index: number): string => spaces[index % spaces.length] ?? '';
  if (parts.length === 0) return open + at(0) + close;
  return open + parts.map((part, index) => at(2 * index) + part + at(2 * index + 1)).join(',') + close;
};
const spaces = fc.array(space, { minLength: 1, maxLength: 6 });
const objectOf = (member: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.array(member, { maxLength: 4 }), spaces).map(([parts, gaps]) => wrap('{', parts, gaps, '}'));
const member = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(name, space, space, value).map(([k, before, after, v]) => `${JSON.stringify(k)}${before}:${after}${v}`);

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.tuple(fc.array(tie('value'), { maxLength: 3 }), spaces).map(([parts, gaps]) => wrap('[', parts, gaps, ']')),
    objectOf(member(key, tie('value'))),
  ),
}));
const otherServer = member(
  key.filter((k) => k !== name),
  value,
);
const servers = member(fc.constant('mcpServers'), objectOf(otherServer));
const others = fc.array(member(key, value), { maxLength: 3 });
const config = fc
  .tuple(others, fc.option(servers), others, spaces, space, space, fc.constantFrom('', '\uFEFF'))
  .map(([before, mine, after, gaps, head, tail, mark]) => {
    const parts = [...before, ...(mine === null ? [] : [mine]), ...after];
    return mark + head + wrap('{', parts, gaps, '}') + tail;
  });
const anyEntry = fc.record({ command: fc.string(), args: fc.array(fc.string(), { maxLength: 3 }) });

type Config = { mcpServers?: Record<string, unknown> };
const parsed = (text: string): Config => JSON.parse(text.replace(/^\uFEFF/, '')) as Config;

describe('an edit of any configuration', () => {
  it('gives the original bytes back when the entry is added and removed', () => {
    fc.assert(
      fc.property(config, anyEntry, (text, added) => {
        expect(withoutEntry(withEntry(text, name, added), name)).toBe(text);
      }),
      { numRuns: 6000 },
    );
  });

  it('adds the entry and changes nothing else that JSON can see', () => {
    fc.assert(
      fc.property(config, anyEntry, (text, added) => {
        const before = parsed(text);
        const after = withEntry(text, name, added);
        expect(parsed(after)).toEqual({ ...before, mcpServers: { ...before.mcpServers, [name]: added } });
        expect(entryState(after, name, added)).toBe('current');
      }),
      { numRuns: 700 },
    );
  });

  it('only puts text in at one place', () => {
    fc.assert(
      fc.property(config, (text) => {
        const after = withEntry(text, name, entry);
        let same = 0;
        while (same < text.length && text[same] === after[same]) same += 1;
        expect(after.endsWith(text.slice(same))).toBe(true);
      }),
      { numRuns: 700 },
    );
  });

  it('replaces an outdated entry as if it had been written that way at once', () => {
    fc.assert(
      fc.property(config, anyEntry, anyEntry, (text, old, fresh) => {
        expect(withEntry(withEntry(text, name, old), name, fresh)).toBe(withEntry(text, name, fresh));
      }),
      { numRuns: 700 },
    );
  });

  it('leaves the text alone when the entry is there already, or was never there', () => {
    fc.assert(
      fc.property(config, (text) => {
        const after = withEntry(text, name, entry);
        expect(withEntry(after, name, entry)).toBe(after);
        expect(withoutEntry(text, name)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
