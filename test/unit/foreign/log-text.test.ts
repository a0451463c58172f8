import { strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { logText } from '../../../src/core/foreign/shown-text';
import { hostileText } from '../../fakes/hostile-text';

describe('A line of a log', () => {
  it('keeps its spaces and tabs', () => strictEqual(logText('  key:\tvalue  '), '  key:\tvalue  '));

  it('is one line without colors, and with nothing that is not seen', () =>
    fc.assert(
      fc.property(hostileText, (text) =>
        strictEqual(/[^\t\P{C}]|[\u2028\u2029]/u.test(logText(text).replaceAll(/\p{Cn}/gu, '')), false),
      ),
    ));
});
