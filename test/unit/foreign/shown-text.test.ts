import { ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { summarize } from '../../../src/core/foreign/gist';
import { shortened, displayText, withoutIcons } from '../../../src/core/foreign/shown-text';
import { harmIn, hostileText } from '../../fakes/hostile-text';

describe('A text of somebody else', () => {
  it('is shown without links and without characters that are not seen', () => {
    fc.assert(fc.property(hostileText, (text) => strictEqual(harmIn(displayText(text)), undefined)));
  });

  it('is no link that runs a command', () => {
    strictEqual(displayText('[Fix](command:x) [y](https://z)'), '[Fix] (command:x) [y] (https://z)');
  });

  it('cannot become a link by a character that is not seen', () => {
    strictEqual(displayText('[Fix]\u200b(command:x)'), '[Fix] (command:x)');
  });

  it('stays one line, so that it cannot pretend to be two', () => {
    strictEqual(
      displayText('failed\r\n2026-11-30 [info] all is well\u2028!'),
      'failed 2026-11-30 [info] all is well !',
    );
  });

  it('has no colors, titles or links of a terminal', () => {
    strictEqual(
      displayText('\u001b[1;31mred\u001b[0m \u001b]8;;https://x\u001b\\link\u001b]8;;\u0007'),
      'red link',
    );
  });

  it('keeps what follows an escape sequence that does not end', () => {
    strictEqual(displayText('\u001b]0;denied by policy'), '0;denied by policy');
  });

  it('reads from left to right as it was written', () => {
    strictEqual(displayText('invoice\u202efdp.exe'), 'invoicefdp.exe');
  });

  it('has no icons where VS Code would draw them', () => {
    strictEqual(withoutIcons('$(pass) ready'), '$ (pass) ready');
    fc.assert(fc.property(hostileText, (text) => !withoutIcons(text).includes('$(')));
  });

  it('keeps brackets, quotes, backslashes and letters of any script', () => {
    for (const text of [
      String.raw`C:\Users\O'Neill [work] (old)\.kube\config`,
      '/home/me/a "b" [c]/.kube/config',
      'Kubernetes refused: nodes is forbidden: User "x" cannot list resource "nodes" in API group ""',
      'Zoë, 東京, עברית, 😀, é',
      "aws eks create-access-entry --principal-arn 'arn:aws:iam::1:role/x' $(x)",
    ])
      strictEqual(displayText(text), text);
  });

  it('is as long as there is room for, and no character of it is cut in two', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 30 }), (text, most) => {
        const shown = displayText(text, most);
        ok(shown.length <= most);
        strictEqual(harmIn(shown), undefined);
      }),
    );
    strictEqual(shortened('😀😀😀', 4), '😀…');
    strictEqual(shortened('😀😀', 4), '😀😀');
  });
});

describe('A text of millions of characters', () => {
  it('is looked at in its beginning alone, and says that there is more', () => {
    strictEqual(displayText(`${'\u200b'.repeat(2_000_000)}unseen`), '…');
    strictEqual(displayText('a'.repeat(2_000_000), 1_000_000), `${'a'.repeat(64_000)}…`);
  });
});

describe('The gist of several sentences', () => {
  it('fits into a notification, and has all of the short ones', () => {
    const long = 'the server says '.repeat(1_000);
    const { text } = summarize(['Creating failed.', long, 'Try again.', 'It costs 0.10 USD an hour.']);
    ok(text.length <= 1_000);
    ok(text.startsWith('Creating failed. the server says'));
    ok(text.endsWith('… Try again. It costs 0.10 USD an hour.'));
  });

  it('says whether it leaves anything out', () => {
    strictEqual(summarize(['Creating failed.', 'Try again.']).isShortened, false);
    strictEqual(summarize(['Creating failed.', 'long '.repeat(1_000)]).isShortened, true);
  });

  it('fits whatever the sentences are', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 6 }), (texts) => {
        const { text } = summarize(texts.map((each) => each.repeat(100)));
        ok(text.length <= 1_000);
        strictEqual(harmIn(text), undefined);
      }),
    );
  });
});
