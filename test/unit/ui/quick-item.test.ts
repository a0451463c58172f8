import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { boxTexts, itemTexts } from '../../../src/ui/quick-item';
import { harmIn, hostileText } from '../../fakes/hostile-text';

describe('A list to choose from, and a box to type in', () => {
  it('show no link, no icon and nothing unseen, whatever they are given', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const {
          label,
          description = '',
          detail = '',
        } = itemTexts({ label: text, description: text, detail: text });
        const {
          title = '',
          prompt = '',
          placeHolder = '',
        } = boxTexts({ title: text, prompt: text, placeHolder: text });
        const shown = [label, description, detail, title, prompt, placeHolder];
        deepStrictEqual(
          shown.flatMap((each) => harmIn(each) ?? []),
          [],
        );
        strictEqual(
          [label, description, detail, prompt].find((each) => each.includes('$(')),
          undefined,
        );
      }),
    );
  });

  it('keep what is not there away', () => {
    deepStrictEqual(itemTexts({ label: 'a' }), { label: 'a', description: undefined, detail: undefined });
  });
});
