import { match, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { nameProblem, parseApiUrl, tokenProblem } from '../../../src/core/add-cluster/connection-input';
import { readElement } from '../../../src/core/registry/entry';
import { ATTACHED } from '../../fakes/entry';

function urlProblem(text: string): string {
  const reading = parseApiUrl(text);
  ok(reading.kind === 'problem', `${text} was taken.`);
  return `${reading.problem.message} ${reading.problem.remedy}`;
}

describe('The API URL of a cluster', () => {
  for (const [text, apiUrl] of [
    ['https://cluster.example:6443', 'https://cluster.example:6443'],
    [' https://CLUSTER.example:443/ ', 'https://cluster.example'],
    ['https://[::1]:6443', 'https://[::1]:6443'],
  ] as const)
    it(`is taken: ${text}`, () => {
      const reading = parseApiUrl(text);
      strictEqual(reading.kind === 'url' ? reading.apiUrl : '', apiUrl);
    });

  const REFUSED: Readonly<Record<string, RegExp>> = {
    '': /^The API URL is missing\. Enter it as kubectl cluster-info shows it/,
    'cluster.example': /^cluster\.example is not a URL\./,
    'http://cluster.example': /^The API URL begins with http:\/\/, so the token would be sent unencrypted\./,
    'ftp://cluster.example': /^The API URL begins with ftp:/,
    'https://me:secret@cluster.example': /^The API URL contains a user name or password\./,
    'https://cluster.example/api/v1': /after the host: \/api\/v1\. Enter only https:\/\/cluster\.example\./,
    'https://cluster.example/?a=b': /after the host: \/\?a=b\./,
    'https://cluster.example/#x': /after the host: \/#x\./,
  };
  for (const [text, says] of Object.entries(REFUSED))
    it(`is refused: ${text || '(nothing)'}`, () => match(urlProblem(text), says));

  it('never shows a password that was typed into it', () => {
    ok(!urlProblem('https://me:secret@cluster.example').includes('secret'));
  });

  it('is one that the settings then read, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()),
        (text) => {
          const reading = parseApiUrl(text);
          if (reading.kind === 'url')
            strictEqual(readElement({ ...ATTACHED, apiUrl: reading.apiUrl }).kind, 'entry');
        },
      ),
    );
  });
});

describe('The token for a cluster', () => {
  for (const token of ['abc', ' eyJhbGciOi.J9.x-_ \n'])
    it(`is taken: ${JSON.stringify(token)}`, () => strictEqual(tokenProblem(token), undefined));
  const REFUSED: Readonly<Record<string, RegExp>> = {
    '': /^The token is missing\./,
    'abc\ndef':
      /^The token contains a line break, perhaps because it was copied from a narrow window\. Copy it again/,
    'abc\r\ndef': /^The token contains a line break/,
    'Bearer abc': /^The token contains a space\. .*without “Bearer”/,
    schlüssel: /^This is not a token/,
    ['x'.repeat(16_385)]: /too long/,
  };
  for (const [token, says] of Object.entries(REFUSED))
    it(`is refused: ${JSON.stringify(token.slice(0, 12))}`, () => {
      const problem = tokenProblem(token);
      match(`${problem?.message ?? ''} ${problem?.remedy ?? ''}`, says);
    });
});

describe('The name of a cluster by URL', () => {
  it('is made of letters that are safe in links, commands and files', () => {
    for (const name of ['my-app', 'Cluster_5.eu', 'x', 'a'.repeat(100)])
      strictEqual(nameProblem(name), undefined);
    for (const name of ['Kluster № 5', '[x](command:y)', 'a b', "a'b", '-a', 'a/b', '$(x)'])
      ok(nameProblem(name), name);
  });
  it('is not missing, and not longer than a line', () => {
    ok(nameProblem('  '));
    ok(nameProblem('a\nb'));
    ok(nameProblem('x'.repeat(101)));
  });
});
