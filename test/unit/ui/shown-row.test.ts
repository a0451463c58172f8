import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { shownRow } from '../../../src/ui/tree/shown-row';
import { harmIn, hostileText } from '../../fakes/hostile-text';

describe('A row of the tree', () => {
  it('shows no link and nothing unseen, whatever it is given', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.array(hostileText), (label, description, tooltip) => {
        const row = shownRow({ label, description, tooltip });
        const texts = [
          ...[row.label, row.description, row.accessibilityInformation.label],
          ...(row.tooltip ?? '').split('\n'),
        ];
        deepStrictEqual(
          texts.flatMap((text) => harmIn(text) ?? []),
          [],
        );
      }),
    );
  });

  it('has as many lines in its tooltip as it was given, whatever is in them', () => {
    const { tooltip } = shownRow({ label: 'a', description: '', tooltip: ['one\ntwo', 'three'] });
    strictEqual(tooltip, 'one two\nthree');
  });
});
