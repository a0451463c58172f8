import fc from 'fast-check';

const NAMES = [
  'a',
  'My Mac',
  'größe',
  'dev,admin',
  ' edge ',
  'tick ;box',
  'x #y',
  '__proto__',
  'constructor',
  '',
];
const VALUES = ['x', 'a', 'My Mac', 'x # y', '[profile evil]', '', 'größe', 'a=b', '\u00a0x', '"q"', "'"];
const KEYS = [
  'region',
  'role_arn',
  'source_profile',
  'sso_session',
  'credential_process',
  'Region',
  's3',
  '[x',
];

/** Headers of every spelling that was ever seen, right and wrong. */
const header = fc
  .tuple(
    fc.constantFrom(
      'profile ',
      'profile  ',
      'profile\t',
      'sso-session ',
      'services ',
      '',
      ' profile ',
      'profiles ',
    ),
    fc.constantFrom(...NAMES),
    fc.constantFrom('"', "'", '', '\\'),
    fc.constantFrom('', ' # comment', ';comment', ' ]', '#]'),
  )
  .map(([kind, name, quote, tail]) => `[${kind}${quote}${name}${quote === '\\' ? '' : quote}]${tail}`);

const setting = fc
  .tuple(
    fc.constantFrom('', '', '', '  ', '\t'),
    fc.constantFrom(...KEYS),
    fc.constantFrom(' = ', '=', ': ', ' '),
    fc.constantFrom(...VALUES),
  )
  .map((parts) => parts.join(''));

const oddLine = fc.constantFrom(
  ...[
    '',
    ' ',
    '# [c]',
    '; x = y',
    '  # x',
    '[default]',
    '[DEFAULT]',
    '[',
    ']',
    '[]',
    '[[a]]',
    '=',
    '\0',
    '\u2028',
  ],
  ...[
    '  [profile evil]',
    '\u00a0indented = x',
    '[profile a',
    'profile a]',
    '[profile a]=x',
    '\x1cregion = x',
  ],
);

const line = fc.oneof(
  { arbitrary: setting, weight: 4 },
  { arbitrary: header, weight: 3 },
  { arbitrary: oddLine, weight: 1 },
);

/** Config files as people, tools and accidents leave them. */
export const oddConfigs: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '\ufeff'),
    fc.array(line, { maxLength: 14 }),
    fc.constantFrom('\n', '\n', '\r\n', '\r'),
    fc.boolean(),
  )
  .map(([mark, lines, eol, isClosed]) => mark + lines.join(eol) + (isClosed ? eol : ''));
