import tseslint from 'typescript-eslint';

// Type-aware rules: what the compiler lets pass and we do not.
export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.vscode-test/**', '**/*.mjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './webview/tsconfig.json'],
        tsconfigRootDir: process.cwd(),
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false },
      ],
      // `inBackground` of core starts what nothing waits for, and reports its failure. `void` would lose it.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false, checkThenables: true }],
      'no-void': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // Preact wants the names of custom elements in its namespace.
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
    },
  },
  {
    // VS Code changes these modules when an extension host has started: a name imported from one stays what it was before,
    // without the proxies and certificate authorities that only VS Code knows.
    files: ['src/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['http', 'https', 'net', 'tls'].flatMap((name) => [
            { name, message: `Import it as node:${name}.` },
            {
              name: `node:${name}`,
              allowImportNames: ['default'],
              allowTypeImports: true,
              message: `Import it as a whole: import ${name} from 'node:${name}'.`,
            },
          ]),
        },
      ],
    },
  },
  {
    // Texts of others are made safe in one place each: `src/ui/notify.ts`, `quick-input.ts`, `steps.ts`.
    files: ['src/**'],
    ignores: [
      'src/ui/notify.ts',
      'src/ui/quick-input.ts',
      'src/ui/multi-step-input.ts',
      'src/ui/authentication/source-picker.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name=/^(show(Error|Warning|Information)Message|showQuickPick|showInputBox|createQuickPick|createInputBox|setStatusBarMessage|MarkdownString)$/]',
          message: 'Show it by the notifier, quick-input.ts or steps.ts, which make texts of others safe.',
        },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      'no-console': 'off',
      'no-void': 'off',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true, checkThenables: false }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
