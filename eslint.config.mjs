import tseslint from 'typescript-eslint'
import globals from 'globals'
import vue from 'eslint-plugin-vue'

const PROCESS_GLOBALS = ['process', 'Buffer', 'window', 'document', 'require', '__dirname', 'setImmediate']

/** Raw names that may not appear in a layer, with the right way in the message. */
const pureLayer = where => ({
  'no-restricted-globals': [
    'error',
    ...PROCESS_GLOBALS.map(name => ({
      name,
      message: `${where} is pure: no ${name}; take it through a port.`,
    })),
  ],
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          group: ['node:*', 'electron', 'sql.js'],
          message: `${where} is pure: add a port instead.`,
        },
      ],
    },
  ],
})

export default tseslint.config(
  { ignores: ['node_modules/**', 'dist/**', 'resources/**', '.cache/**', 'docs/**'] },
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true, IIFEs: true }],
      complexity: ['error', 16],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals, not an enum.' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  ...vue.configs['flat/recommended'].map(config => ({ ...config, files: ['renderer/**/*.vue'] })),
  {
    files: ['renderer/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      // A prop that may be missing says so in its type.
      'vue/require-default-prop': 'off',
      // Layout of templates is Prettier's.
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
    },
  },
  {
    files: ['renderer/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts', 'renderer/vite.config.ts'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'require', '__dirname', 'alert', 'confirm', 'prompt'].map(name => ({
          name,
          message: `The page has no ${name}; ask the core through the bridge, the person through renderer/ui.`,
        })),
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', 'electron', '**/electron/**'],
              message: 'The page reaches the core only through renderer/bridge.',
            },
          ],
        },
      ],
    },
  },
  { files: ['shared/**/*.ts'], ignores: ['**/*.test.ts'], rules: pureLayer('shared') },
  {
    files: ['electron/usecases/**/*.ts', 'electron/ports/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: pureLayer('electron/usecases and electron/ports'),
  },
  {
    files: ['national-store/usecases/**/*.ts', 'national-store/ports/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: pureLayer('national-store/usecases and national-store/ports'),
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/hosts/electron/**', 'electron/ipc/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'ipcMain', property: 'handle', message: 'Only electron/ipc/serve.ts talks to ipcMain.' },
      ],
    },
  },
  {
    // The program opens one connection: to the paired store, from electron/sync. The page's `fetch` reaches its own host only.
    files: ['electron/**/*.ts'],
    ignores: ['electron/{sync,usecases,ports}/**', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map(name => ({
          name,
          message: 'Only electron/sync opens a connection; take it through the StoreGateway port.',
        })),
      ],
    },
  },
  {
    // What an Electron of these years loads first is CommonJS.
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.test.ts', 'tests/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
)
