import { equal } from 'node:assert/strict';
import { counted } from '../../../src/core/counted';
import { durationText } from '../../../src/core/duration-text';
import { elapsedText } from '../../../src/core/operation/duration';

const TEXTS: readonly (readonly [ms: number, text: string])[] = [
  [-5000, '0 sec'],
  [0, '0 sec'],
  [5000, '5 sec'],
  [59_499, '59 sec'],
  [59_500, '1 min'],
  [90_000, '1 min 30 sec'],
  [840_000, '14 min'],
  [3_599_499, '59 min 59 sec'],
  [3_599_500, '1 hr'],
  [7_530_000, '2 hr 5 min'],
];

describe('The text of a duration', () => {
  for (const [ms, text] of TEXTS) it(`is ${text} for ${ms} ms`, () => equal(durationText(ms), text));

  it('includes the usual duration until an operation exceeds it', () => {
    equal(elapsedText({ elapsedMs: 90_000, isOverdue: false }, undefined), '1 min 30 sec');
    equal(elapsedText({ elapsedMs: 5000, isOverdue: false }, 120_000), '5 sec, usually 2 min');
    equal(
      elapsedText({ elapsedMs: 125_000, isOverdue: true }, 120_000),
      '2 min 5 sec, taking longer than usual',
    );
  });
});

describe('A counted text', () => {
  it('is singular for exactly one', () => {
    const texts = [0, 1, 2].map((count) => counted(count, { one: 'one day', many: `${count} days` }));
    equal(texts.join(), '0 days,one day,2 days');
  });
});
