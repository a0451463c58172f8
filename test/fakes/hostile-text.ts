import fc from 'fast-check';

/** What others may write into a name, a message or a file, in pieces that do harm together. */
const PIECES = [
  ...[
    '[Fix](command:workbench.action.terminal.new)',
    '[x](https://evil.example "x")',
    '[',
    ']',
    '(',
    ')',
    '![',
  ],
  ...[
    '](',
    'command:',
    'file:///etc/passwd',
    'https://evil.example',
    '<a href="https://evil.example">',
    '$(alert)',
  ],
  ...[
    '\u001b[31m',
    '\u001b]8;;https://evil.example\u0007',
    '\u009b2J',
    '\u001b',
    '\u0007',
    '\0',
    '\u007f',
    '\u0085',
  ],
  ...['\n', '\r\n', '\r', '\t', '\u2028', '\u2029', '\v', '\f'],
  ...[
    '\u202e',
    '\u2066',
    '\u2069',
    '\u200f',
    '\u061c',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\u{e0041}',
    '\u3164',
  ],
  ...[
    '\ud800',
    '\udc00',
    '😀',
    'é',
    'e\u0301',
    'עברית',
    'name',
    ' ',
    "'",
    '"',
    '`',
    '\\',
    '$HOME',
    '%PATH%',
    ';',
    '&',
  ],
];

/** Any text, and texts that are put together to do harm. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 })))
    .map((pieces) => pieces.join('')),
);

/** What VS Code 1.100 makes a link of in notifications and input boxes: `src/vs/base/common/linkedText.ts`. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

/** Any inline link or image of Markdown; a hover may be Markdown. */
const MARKDOWN_LINK = /\]\(/;

/** What a reader does not see, or what turns around what they do. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u;

/** What is wrong with a text that is shown; `undefined` where it may be shown. */
export function harmIn(text: string): string | undefined {
  if (LINK.test(text) || MARKDOWN_LINK.test(text)) return `a link: ${JSON.stringify(text)}`;
  if (UNSEEN.test(text)) return `a character that is not seen: ${JSON.stringify(text)}`;
  return undefined;
}
