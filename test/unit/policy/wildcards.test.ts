import { ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { matchesPattern, matchesAction } from '../../../src/core/policy/foreign-document';

describe('A wildcard of IAM', () => {
  it('fits what the same pattern fits as a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', ':'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', ':', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (wild, plain) => {
        const source = wild.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        strictEqual(matchesPattern(wild, plain), new RegExp(`^${source}$`).test(plain));
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not mind the case of actions', () => {
    ok(matchesAction('sts:assume*', 'sts:AssumeRole'));
    ok(!matchesPattern('sts:assume*', 'sts:AssumeRole'));
  });

  it('is read in no time where it has a hundred asterisks', () => {
    // As a regular expression, this pattern would take longer than the age of the universe.
    ok(!matchesPattern('*a'.repeat(100), 'a'.repeat(99)));
    ok(!matchesPattern(`${'*a'.repeat(100)}b`, 'a'.repeat(2_000)));
  });
});
