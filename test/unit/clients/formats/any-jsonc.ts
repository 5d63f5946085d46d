import fc from 'fast-check';

/** Any JSON text with comments, and with commas behind the last value where the dialect has them. */
export const anyJsonc = (
  key: string,
  { trailingCommas }: { readonly trailingCommas: boolean },
): fc.Arbitrary<string> => {
  const space = fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    { weight: 4, arbitrary: fc.constantFrom(' ', '\n', '\n  ', '\r\n\t', '\n    ') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '/* , */',
        ' // "a": {\n',
        '\n  // own line\r\n  ',
        ' /* } */ ',
        '\n/*\n * x\n */\n',
        '//\n',
      ),
    },
  );
  const comma = trailingCommas ? fc.constantFrom('', '', ',') : fc.constant('');
  const scalar = fc.constantFrom('1', '1.10', '"// no comment"', '"/* */"', 'null', 'true', '"ü 🔑"', '"a,}"');
  const wrapped = (brackets: string, part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .tuple(fc.array(fc.tuple(space, part, space), { maxLength: 3 }), comma, space, space)
      .map(([parts, trailing, inside, end]) =>
        parts.length === 0
          ? brackets.charAt(0) + inside + brackets.charAt(1)
          : brackets.charAt(0) + parts.map((part) => part.join('')).join(',') + trailing + end + brackets.charAt(1),
      );
  const member = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(name, space, space, value).map(([k, before, after, v]) => `${JSON.stringify(k)}${before}:${after}${v}`);
  const name = fc.constantFrom('a', 'b', 'env', '__proto__', 'a"b', '//');
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar,
      wrapped('[]', tie('value')),
      wrapped('{}', member(name, tie('value'))),
    ),
  }));
  const servers = member(fc.constant(key), wrapped('{}', member(name, value)));
  const root = fc
    .tuple(
      fc.array(member(name, value), { maxLength: 2 }),
      fc.option(servers),
      fc.array(member(name, value), { maxLength: 2 }),
    )
    .chain(([before, own, after]) => {
      const parts = [...before, ...(own === null ? [] : [own]), ...after];
      return fc
        .tuple(fc.array(fc.tuple(space, space), { minLength: parts.length, maxLength: parts.length }), comma, space)
        .map(([gaps, trailing, inside]) => {
          const spelled = parts.map((part, index) => `${gaps[index]?.[0] ?? ''}${part}${gaps[index]?.[1] ?? ''}`);
          return `{${spelled.join(',')}${parts.length === 0 ? '' : trailing}${inside}}`;
        });
    });
  return fc.tuple(space, root, space).map((parts) => parts.join(''));
};
