import fc from 'fast-check';

const newline = fc.constantFrom('\n', '\n', '\r\n');
const value = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      '1',
      '1.10',
      '"# no comment"',
      "'''a\nb'''",
      'true',
      '1979-05-27T07:32:00Z',
      '"""\n[x]\r\n"""',
      "'[x]'",
    ),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[ ${items.join(' , ')} ]`),
    fc
      .array(tie('value'), { maxLength: 2 })
      .map((items) => `[\n  # why\n${items.map((item) => `  ${item}, # ,\n`).join('')}]`),
    fc
      .array(tie('value'), { maxLength: 3 })
      .map((items) => `{${items.map((item, index) => `k${index} = ${item}`).join(', ')}}`),
  ),
})).value;
const tail = fc.constantFrom('', '', ' # x', '  ', '\t# [a]');
const blank = fc.array(fc.constantFrom('', '# a comment', '  # [mcp_servers.mcp-keyring]'), { maxLength: 2 });

/** Lines of keys, each name once. */
const pairs = (prefix: string): fc.Arbitrary<readonly string[]> =>
  fc
    .array(fc.tuple(blank, fc.constantFrom('', '  ', '\t'), fc.constantFrom('=', ' = '), value, tail), { maxLength: 3 })
    .map((lines) =>
      lines.flatMap(([before, indent, equals, each, end], index) => [
        ...before,
        `${indent}${prefix}${index % 2 === 0 ? `k${index}` : `"k ${index}"`}${equals}${each}${end}`,
      ]),
    );
const table = (header: string): fc.Arbitrary<readonly string[]> =>
  fc.tuple(blank, tail, pairs('')).map(([before, end, lines]) => [...before, header + end, ...lines]);

/** How the servers are spelled: in the keys of the file, or as tables behind them. */
const servers = fc.oneof(
  fc.constant({ keys: [] as readonly string[], tables: [] as readonly string[] }),
  fc.array(value, { maxLength: 2 }).map((items) => ({
    keys: [`mcp_servers = {${items.map((item, index) => ` s${index} = { x = ${item} }`).join(',')}}`],
    tables: [],
  })),
  // As TOML 1.1 has it: lines, comments and a last comma inside.
  value.map((item) => ({ keys: [`mcp_servers = {\n  s0 = { x = ${item}, }, # one\n  # left\n}`], tables: [] })),
  value.map((item) => ({ keys: [`mcp_servers . "s 1".command = ${item} # dotted`], tables: [] })),
  fc.tuple(table('[mcp_servers]'), table('[mcp_servers.s1]')).map((tables) => ({ keys: [], tables: tables.flat() })),
  fc
    .tuple(table('[ mcp_servers . s1 ]'), table('[mcp_servers.s1.env]'), table("[mcp_servers.'s 2']"))
    .map((tables) => ({ keys: [], tables: tables.flat() })),
);

/** Any TOML text with each line end, with or without one at its end. */
export const anyToml: fc.Arbitrary<string> = fc
  .tuple(
    pairs(''),
    servers,
    table('[other]'),
    table('[[list]]'),
    table('[[list]]'),
    table('[list.inner]'),
    fc.boolean(),
  )
  .chain(([first, own, other, ...rest]) => {
    const [one, two, inner, before] = rest;
    const tables = before ? [...other, ...own.tables] : [...own.tables, ...other];
    const lines = [...first, ...own.keys, ...tables, ...one, ...two, ...inner];
    return fc
      .tuple(
        fc.array(newline, { minLength: lines.length, maxLength: lines.length }),
        fc.boolean(),
        fc.constantFrom('', '\uFEFF'),
        fc.nat(),
      )
      .map(([ends, final, mark, cut]) => {
        const kept = Math.max(first.length + own.keys.length, cut % (lines.length + 1));
        const text = lines
          .slice(0, kept)
          .map((line, index) => line + (ends[index] ?? '\n'))
          .join('');
        return mark + (final ? text : text.replace(/\r?\n$/, ''));
      });
  });
