import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { house, NO_DEFAULT_EXPORT, NO_NULL, NO_NULL_TYPE } from './build/house-rules.mjs';
import svelteConfig from './build/svelte.config.mjs';

/** Which room may import which: `core` <- everyone, `ingest` and `fonts` <- `main` and `cli`, nobody imports `main`. */
function room(files, ...rules) {
  const patterns = rules.map(([regex, message]) => ({ regex, message }));
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

const PAGE = [
  '^(node:|electron|#ingest)|electron/(main|ingest|fonts|preload|cli)',
  'The page reaches main through renderer/src/bridge only.',
];
const NO_DATABASE = [
  '^dexie',
  'The index worker alone owns IndexedDB: ask it through bridge/index-client.ts.',
];

/** Lines of code, comments and blanks aside. */
const SIZES = {
  'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 65, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 18],
};

/** What is larger, each with its reason. */
const EXCEPTIONS = [
  {
    /* Catalogues are lists of words; they grow by files of their own, en-*.ts. */
    files: ['renderer/src/i18n/{en,ja}.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    /* One pass over all boxes: parts have their own files, the passes share its fields. */
    files: ['electron/core/relay-graph/layout.ts', 'electron/core/relay-graph/map/map-layout.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    /* The composition root wires everything; the menu is one table. */
    files: ['electron/main/main.ts', 'electron/main/menu.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    /* ssh2 types what is missing as null. */
    files: ['electron/ingest/ssh/**'],
    rules: { 'no-restricted-syntax': ['error', NO_NULL, NO_DEFAULT_EXPORT] },
  },
  {
    /* Columns, rows and hand-written readers of text: every branch is one case of a format. */
    files: [
      'electron/cli/arguments.ts',
      'electron/core/correlate/**',
      'electron/core/formats/**',
      'electron/core/lines/**',
      'electron/core/overview/**',
      'electron/core/query/**',
      'electron/core/records/**',
    ],
    rules: { complexity: ['error', 30], 'max-lines-per-function': 'off' },
  },
];

const typed = {
  languageOptions: {
    parserOptions: {
      project: ['core', 'node', 'preload', 'worker', 'page', 'test'].map(
        (name) => `./build/tsconfig/${name}.json`,
      ),
      tsconfigRootDir: import.meta.dirname,
      extraFileExtensions: ['.svelte'],
    },
  },
};

export default ts.config(
  { ignores: ['vitest.config.ts', 'out', 'dist', '.cache', 'node_modules', 'test-results'] },
  js.configs.recommended,
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [...ts.configs.strictTypeChecked, typed],
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_$', argsIgnorePattern: '^_' }],
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'svelte/no-at-html-tags': ['error'],
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      /* A component's own type is `any` outside svelte-check, which checks these. */
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['electron/**/*.ts', 'renderer/**/*.{ts,svelte}'],
    plugins: { house },
    rules: {
      'house/file-name': 'error',
      'no-restricted-syntax': ['error', NO_NULL, NO_NULL_TYPE, NO_DEFAULT_EXPORT],
      ...SIZES,
    },
  },
  { files: ['build/**/*.mjs', 'test/**/*.ts'], plugins: { house }, rules: { 'house/file-name': 'error' } },
  ...EXCEPTIONS,
  room(
    ['electron/core/**'],
    [
      '^(node:|electron|dexie|svelte|#ingest|#renderer)|/(main|ingest|fonts|cli|preload)/',
      'core is pure: hand the thing in through an argument.',
    ],
  ),
  room(
    ['electron/ingest/**', 'electron/fonts/**'],
    [
      '^(dexie|svelte|#renderer)|/(main|cli|preload)/',
      'It also runs in the command line: Node and #core only.',
    ],
  ),
  room(
    ['electron/cli/**'],
    ['^electron$|/(main|preload)/', 'The command line runs on plain Node: use #core, #ingest and fonts.'],
  ),
  room(
    ['electron/main/**', 'electron/preload/**'],
    ['^(#renderer/(?!i18n/)|svelte|dexie)|/cli/', 'Main and page share #core and the catalogues only.'],
  ),
  room(['renderer/**'], PAGE, NO_DATABASE),
  room(['renderer/src/worker/**'], PAGE, [
    '^#renderer/|/(views|state|components|bridge)/',
    'The worker has no page: #core and its own files only.',
  ]),
  room(['renderer/src/state/**'], PAGE, NO_DATABASE, [
    '/(views|components)/',
    'State knows nothing of who draws it.',
  ]),
  room(['renderer/src/components/**'], PAGE, NO_DATABASE, [
    '^#core/(?!base/)|/(views|state|i18n|bridge)/',
    'Widgets know nothing of mail: hand words and values in.',
  ]),
);
