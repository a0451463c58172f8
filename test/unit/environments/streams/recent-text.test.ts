import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { RecentText } from '../../../../src/core/environments/streams/recent-text';

describe('A text that grows', () => {
  it('is added to until it is too long, and then only its end stays', () => {
    const text = new RecentText({ most: 10, kept: 4 });
    deepStrictEqual(
      ['abc', 'def', 'ghi', 'jkl', 'm'].map((piece) => text.add(piece)),
      [undefined, undefined, undefined, 'jkl', undefined],
    );
  });

  it('stays bounded, however much comes', () => {
    const text = new RecentText({ most: 1000, kept: 100 });
    let shown = 0;
    for (let line = 0; line < 10_000; line++) {
      const left = text.add('0123456789');
      shown = left === undefined ? shown + 10 : left.length;
      ok(shown <= 1000);
    }
  });

  it('keeps a piece that alone is too long', () => {
    const text = new RecentText({ most: 3, kept: 2 });
    strictEqual(text.add('abcdef'), 'abcdef');
  });
});
