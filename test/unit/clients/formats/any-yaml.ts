import fc from 'fast-check';

type Lines = readonly string[];
const inlineValue = fc.constantFrom(
  ...[
    '1',
    'plain text',
    '"# no comment"',
    "'it''s'",
    '[a, {b: c}]',
    '{}',
    '[]',
    '{ a: 1, b: [x] }',
    '',
    '~',
    '"ü 🔑"',
    '!!str 1',
    '&x y',
  ],
);
const comment = fc.constantFrom('', '', ' # x', '  # "y": {');
const blank = fc.array(fc.constantFrom('', '# left', '      # deep'), { maxLength: 1 });
const indented = (lines: Lines, by: string): Lines => lines.map((line) => (line === '' ? '' : by + line));

const { node } = fc.letrec<{ node: Lines }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    // The first line stands behind the colon or the dash; the others below it.
    fc.tuple(inlineValue, comment).map(([value, end]) => [` ${value}${end}`]),
    fc
      .tuple(fc.constantFrom(' |', ' >-', ' |+'), fc.array(fc.constantFrom('text', '# text', ''), { maxLength: 2 }))
      .map(([head, rest]) => [head, '  first', ...indented(rest, '  ')]),
    fc.constant([' "several', '  lines"']),
    fc.constant([' {', '  a: 1, # one', '  b: [', '   2]', '  }']),
    fc
      .tuple(comment, mapLines(tie('node')), fc.constantFrom('  ', '    '))
      .map(([end, lines, by]) => [end, ...indented(lines, by)]),
    fc
      .tuple(comment, listLines(tie('node')), fc.constantFrom('', '  '))
      .map(([end, lines, by]) => [end, ...indented(lines, by)]),
  ),
}));

function mapLines(value: fc.Arbitrary<Lines>): fc.Arbitrary<Lines> {
  return fc
    .array(fc.tuple(blank, value), { minLength: 1, maxLength: 3 })
    .map((entries) =>
      entries.flatMap(([before, [first = '', ...rest]], index) => [
        ...before,
        `${index === 1 ? `"k ${index}"` : `k${index}`}:${first}`,
        ...rest,
      ]),
    );
}

function listLines(value: fc.Arbitrary<Lines>): fc.Arbitrary<Lines> {
  const item = fc.oneof(
    value.map(([first = '', ...rest]) => [`-${first}`, ...indented(rest, '  ')]),
    value.map(([first = '', ...rest]) => [`- name: x`, `  k:${first}`, ...indented(rest, '  ')]),
  );
  return fc
    .array(fc.tuple(blank, item), { minLength: 1, maxLength: 3 })
    .map((items) => items.flatMap(([before, lines]) => [...before, ...lines]));
}

const under = (key: string, lines: fc.Arbitrary<Lines>): fc.Arbitrary<Lines> =>
  fc.tuple(lines, comment).map(([below, end]) => [`${key}:${end}`, ...below]);

/** Any YAML text that is a map, with this key as a map or a list in one of the ways there are, or without it. */
export function anyYaml(key: string, kind: 'map' | 'list'): fc.Arbitrary<string> {
  const block = kind === 'map' ? mapLines(node).map((lines) => indented(lines, '  ')) : listLines(node);
  const flows =
    kind === 'map' ? ['{}', '{ }', '{a: {b: 1}}', '{ a: 1, # x\n   }'] : ['[]', '[ ]', '[{name: a}]', '[ x, # x\n   ]'];
  const servers = fc.oneof(
    under(key, block),
    fc
      .tuple(fc.constantFrom('', ...flows.map((flow) => ` ${flow}`)), comment)
      .map(([value, end]) => [`${key}:${value}${end}`]),
    fc.constant<Lines>([]),
  );
  const others = (name: string): fc.Arbitrary<Lines> =>
    fc
      .option(fc.tuple(blank, node))
      .map((some) => (some === null ? [] : [...some[0], `${name}:${some[1][0] ?? ''}`, ...some[1].slice(1)]));
  return fc
    .record({
      head: fc.constantFrom<Lines>([], ['# head'], ['---'], ['%YAML 1.2', '---']),
      before: others('before'),
      servers,
      after: others('after'),
      foot: fc.constantFrom<Lines>([], ['# foot'], ['...'], ['', '']),
      newline: fc.constantFrom('\n', '\r\n'),
      final: fc.boolean(),
      mark: fc.constantFrom('', '\uFEFF'),
    })
    .filter((parts) => parts.before.length + parts.servers.length + parts.after.length > 0)
    .map(({ head, before, servers: own, after, foot, newline, final, mark }) => {
      const text = [...head, ...before, ...own, ...after, ...foot].join('\n') + (final ? '\n' : '');
      return mark + text.replaceAll('\n', newline);
    });
}
