import { strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { TerminalFilter } from '../../../../src/core/environments/streams/terminal-filter';

const filtered = (...pieces: readonly string[]) => {
  const filter = new TerminalFilter();
  return pieces.map((piece) => filter.filter(piece)).join('');
};

describe('What a program writes into a terminal', () => {
  const kept: Readonly<Record<string, string>> = {
    text: 'hello wörld 日本\r\n\t\x07\b',
    'a color': '\x1b[1;31mred\x1b[0m',
    'the cursor': '\x1b[2J\x1b[10;20H\x1b[?25l\x1b7\x1b8',
    'the alternate screen': '\x1b[?1049h',
    'a character set': '\x1b(B',
  };
  for (const [what, text] of Object.entries(kept))
    it(`keeps ${what}`, () => strictEqual(filtered(text), text));

  const dropped: Readonly<Record<string, string>> = {
    'the clipboard (OSC 52)': '\x1b]52;c;cm0gLXJmIH4=\x07',
    'a title': '\x1b]0;sudo password:\x1b\\',
    'a link': '\x1b]8;;command:evil\x1b\\',
    'shell integration of VS Code': '\x1b]633;E;rm -rf ~\x07',
    'a question that the terminal answers (DCS)': '\x1bP$qm\x1b\\',
    'the rest of an application command': '\x1b_payload\x9c',
    'a string that begins with one character (C1)': '\x9d52;c;AAAA\x9c',
    'a size of the window': '\x1b[8;500;500t',
    'a sequence without an end': `\x1b[${'1;'.repeat(1000)}`.slice(0, 258),
  };
  for (const [what, text] of Object.entries(dropped))
    it(`loses ${what}`, () => strictEqual(filtered(`a${text}b`), 'ab'));

  it('is the same in whatever pieces it comes', () => {
    const text = fc.array(
      fc.constantFrom('a', '日', '\x1b', '[', ']', '0;', 'm', '\x07', '\\', 'P', '\x9d', '\x9c', '\x18', 't'),
    );
    fc.assert(
      fc.property(text, fc.nat(), (characters, seed) => {
        const whole = characters.join('');
        const cut = whole.length === 0 ? 0 : seed % whole.length;
        strictEqual(filtered(whole.slice(0, cut), whole.slice(cut)), filtered(whole));
      }),
    );
  });

  it('never begins a string for the terminal', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\x1b', ']', '[', 'x', '\x07', '\x9d', 'P', '_')), (characters) =>
        strictEqual(/\x1b[\]P^_X]|[\x90\x98\x9d-\x9f]/.test(filtered(...characters)), false),
      ),
    ));
});
