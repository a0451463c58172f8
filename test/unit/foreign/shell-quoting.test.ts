import { strictEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { anyShell, commandLine, quoted } from '../../../src/core/shell-quoting';
import { hostileText } from '../../fakes/hostile-text';

/** What a program can be given: whole characters, and no NUL. */
const argument = hostileText.map((text) => text.replaceAll(/\p{Cs}|\0/gu, ''));

describe('A word of a command', () => {
  it('reaches the program as it is, through the real sh', () => {
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 20 }), (words) => {
        const script = commandLine(['printf', '%s\\0', ...words], 'posix');
        const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
        strictEqual(stdout, words.map((word) => `${word}\0`).join(''));
      }),
      { numRuns: 40 },
    );
  });

  it('reaches the program as it is, by the rules that PowerShell documents (no PowerShell is asked)', () => {
    fc.assert(
      fc.property(argument, (word) => strictEqual(readByPowerShell(quoted(word, 'powershell')), word)),
    );
  });

  it('is written plainly where every shell reads it so', () => {
    strictEqual(
      commandLine(
        ['aws', 'eks', '--name', 'a_b-1', 'arn:aws:iam::1:role/x', 'a,b', '@x', '-a.b', ''],
        'posix',
      ),
      `aws eks --name a_b-1 arn:aws:iam::1:role/x 'a,b' '@x' '-a.b' ''`,
    );
  });

  it('is left out of a command for any shell where the shells would not read it alike', () => {
    strictEqual(anyShell(['aws', 'login', '--profile', 'a b; $(x)']), `aws login --profile 'a b; $(x)'`);
    strictEqual(anyShell(['aws', 'login', '--profile', "x'; calc; '"]), 'aws login --profile …');
    strictEqual(anyShell(['aws', 'login', '--profile', 'x’; calc']), 'aws login --profile …');
  });
});

/** A single-quoted string of PowerShell: doubled quotation marks mean one, and a single one ends it. */
function readByPowerShell(source: string): string {
  const isQuote = (character: string | undefined) =>
    character !== undefined && /['\u2018-\u201b]/.test(character);
  let text = '';
  let at = 1;
  while (!isQuote(source[at]) || isQuote(source[at + 1])) {
    if (at >= source.length) throw new Error('The string does not end.');
    text += source.charAt(at);
    at += isQuote(source[at]) ? 2 : 1;
  }
  strictEqual(at, source.length - 1, 'Something comes after the string.');
  return text;
}
