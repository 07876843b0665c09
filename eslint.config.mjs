import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './build/svelte.config.mjs';

/** Which room may import which: `core` <- everyone, `ingest` <- `main` and `cli`, nobody imports `main`. */
function room(files, forbidden, message) {
  return {
    files,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message }] }] },
  };
}

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
  room(
    ['electron/core/**'],
    '^(node:|electron|dexie|svelte|#ingest|#renderer)|/(main|ingest|cli|preload)/',
    'core is pure: hand the thing in through an argument.',
  ),
  room(
    ['electron/ingest/**'],
    '^(dexie|svelte|#renderer)|/(main|cli|preload)/',
    'ingest also runs in the command line: Node and #core only.',
  ),
  room(
    ['electron/cli/**'],
    '^electron$|/(main|preload)/',
    'The command line runs on plain Node: use #core and #ingest.',
  ),
  room(
    ['electron/main/**', 'electron/preload/**'],
    '^(#renderer/(?!i18n/)|svelte|dexie)|/cli/',
    'Main and page share #core and the catalogues only.',
  ),
  room(
    ['renderer/**'],
    '^(node:|electron|#ingest)|electron/(main|ingest|preload|cli)',
    'The page reaches main through renderer/src/bridge only.',
  ),
);
