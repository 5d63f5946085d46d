import { expect, it } from 'vitest';
import { refusalOf, variableName } from '../../../src/profiles/variable-name.ts';

it.each(['GITHUB_TOKEN', '_x', 'apiKey2'])('takes %s for a key', (name) => {
  expect(refusalOf(name)).toBeUndefined();
  expect(variableName.safeParse(name).success).toBe(true);
});

it.each(['PATH', 'Path', 'NODE_OPTIONS', 'LD_PRELOAD', 'DYLD_INSERT_LIBRARIES', 'BASH_ENV', 'PYTHONPATH', 'HOME'])(
  'refuses %s, which changes what programs load',
  (name) => {
    expect(refusalOf(name)).toBe(`${name} is not for keys: it changes how programs start and what they load.`);
    expect(variableName.safeParse(name).success).toBe(false);
  },
);

it.each(['', '1ST', 'A-B', 'A=B', 'A B', 'É', 'A'.repeat(200)])('refuses “%s”, which is no name', (name) => {
  expect(refusalOf(name)).toBeDefined();
});
