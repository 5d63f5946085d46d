import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noVitestMocks = {
  selector: "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/]",
  message: 'Pass a fake instead of mocking a module.',
};
const namedExportsOnly = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const shells = ['**/host/**', '**/electron/**', '**/renderer/**'];

const subjectMayNotImport = (paths, groups) => ({
  'no-restricted-imports': [
    'error',
    { paths: ['electron', 'electron-store', 'react', ...paths], patterns: [{ group: [...shells, ...groups] }] },
  ],
});

export default defineConfig(
  globalIgnores(['out', 'dist', 'node_modules', '.cache', 'test-results']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', namedExportsOnly, noVitestMocks],
      'no-restricted-imports': ['error', { paths: ['electron', 'electron-store'] }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  // Subjects know no shell; the edges between subjects are design, see CONTRIBUTING.md.
  { files: ['src/*/**/*.ts'], ignores: ['src/{electron,host}/**'], rules: subjectMayNotImport([], []) },
  { files: ['src/providers/**/*.ts'], rules: subjectMayNotImport([], ['**/secrets/**', '**/connections/**']) },
  { files: ['src/clients/**/*.ts'], rules: subjectMayNotImport([], ['**/secrets/**', '**/providers/**']) },
  { files: ['src/host/**'], rules: { 'no-restricted-imports': ['error', { paths: ['electron', 'electron-store'] }] } },
  { files: ['src/electron/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['renderer/**'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: ['electron'], patterns: [{ group: ['node:*', '**/src/**', '!**/src/api', '!**/src/api/*'] }] },
      ],
    },
  },
  { files: ['scripts/**', 'src/host/**', 'test/bench/**'], rules: { 'no-console': 'off' } },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['**/*.config.{js,ts}', 'scripts/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
