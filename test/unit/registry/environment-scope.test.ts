import { ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  covers,
  environmentProblem,
  matches,
  overlap,
  specificity,
} from '../../../src/core/registry/environment-scope';

/** Few characters, so that chance finds what fits. */
const ENVIRONMENT = fc.stringMatching(/^[ab/]{0,6}$/);
const SCOPE = fc.stringMatching(/^[ab/*]{1,6}$/);

/** The rule as the original's database has it: `LIKE`, with `*` for `%` and everything else for itself. */
function asLike(scope: string): RegExp {
  const parts = scope.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`);
}

describe('An environment scope', () => {
  it('matches what the original’s LIKE matches', () => {
    fc.assert(
      fc.property(SCOPE, ENVIRONMENT, (scope, environment) => {
        strictEqual(matches(scope, environment), asLike(scope).test(environment));
      }),
      { numRuns: 2_000 },
    );
  });

  const CASES: readonly (readonly [scope: string, environment: string, matched: boolean])[] = [
    ['*', 'production', true],
    ['*', 'review/one/two', true],
    ['production', 'production', true],
    ['production', 'production/eu', false],
    ['review/*', 'review/one/two', true],
    ['review/*', 'review/', true],
    ['review/*', 'review', false],
    ['*/eu', 'production/eu', true],
    ['a*a', 'a', false],
    ['under_score', 'underXscore', false],
    ['per.cent', 'per%cent', false],
  ];
  for (const [scope, environment, matched] of CASES)
    it(`${scope} ${matched ? 'matches' : 'does not match'} ${environment}`, () =>
      strictEqual(matches(scope, environment), matched));

  it('takes no longer for a hostile pattern', () => {
    strictEqual(matches(`${'*a'.repeat(5_000)}b`, 'a'.repeat(20_000)), false);
  });

  it('overlaps another exactly where one environment is matched by both', () => {
    fc.assert(
      fc.property(SCOPE, SCOPE, ENVIRONMENT, (a, b, environment) => {
        if (matches(a, environment) && matches(b, environment)) ok(overlap(a, b));
        strictEqual(overlap(a, b), overlap(b, a));
      }),
      { numRuns: 2_000 },
    );
    for (const [a, b] of [
      ['review/*', 'test/*'],
      ['a', 'b'],
      ['*a', '*b'],
      ['a*', 'b*'],
    ] as const)
      strictEqual(overlap(a, b), false);
    for (const [a, b] of [
      ['review/*', '*/one'],
      ['*', 'a'],
      ['a*', '*b'],
    ] as const)
      strictEqual(overlap(a, b), true);
  });

  it('covers another where it matches all that the other matches', () => {
    fc.assert(
      fc.property(SCOPE, SCOPE, ENVIRONMENT, (wide, narrow, environment) => {
        if (covers(wide, narrow) && matches(narrow, environment)) ok(matches(wide, environment));
      }),
      { numRuns: 2_000 },
    );
    ok(covers('*', 'review/*') && covers('review/*', 'review/one') && covers('review/*', 'review/a*'));
    ok(!covers('review/*', '*') && !covers('review/one', 'review/*') && !covers('a*', '*a'));
  });

  it('is exact, a pattern, or everything', () => {
    strictEqual(['production', 'review/*', '**', '*'].map(specificity).join(), 'exact,pattern,pattern,any');
  });
});

describe('The name of an environment', () => {
  for (const name of ['production', 'review/my-branch', '${CI_BRANCH}', 'with space', 'v1.2'])
    it(`may be ${name}`, () => strictEqual(environmentProblem(name), undefined));
  for (const name of ['', '/a', 'a/', 'a*', 'ä', 'x'.repeat(256)])
    it(`may not be ${JSON.stringify(name.slice(0, 9))}`, () => ok(environmentProblem(name)));
});
