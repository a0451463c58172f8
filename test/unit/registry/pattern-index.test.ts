import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { PatternIndex } from '../../../src/core/registry/pattern-index';
import { covers, overlap } from '../../../src/core/registry/environment-scope';
import { ENTRY } from '../../fakes/entry';

const PATTERN = fc
  .array(fc.constantFrom('a', 'b', '/', '*'), { maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((scope) => scope.includes('*'));

const indexOf = (scopes: readonly string[]) =>
  new PatternIndex(scopes.map((environmentScope) => ({ ...ENTRY, environmentScope })));
const near = (index: PatternIndex, scope: string) =>
  [...index.candidatesFor(scope)].map(({ environmentScope }) => environmentScope);

describe('Patterns near a scope', () => {
  it('are all that have an environment in common with it, each once', () => {
    fc.assert(
      fc.property(fc.array(PATTERN, { maxLength: 30 }), PATTERN, (scopes, scope) => {
        const found = near(indexOf(scopes), scope);
        for (const each of scopes) {
          if (overlap(each, scope) || covers(each, scope)) ok(found.includes(each), each);
        }
        ok(found.length <= scopes.length);
      }),
    );
  });

  it('are no others that begin or end otherwise', () => {
    const index = indexOf(['review/*', 'review/a*', 'rev*', 'qa/*', '*-live', '*']);
    deepStrictEqual(near(index, 'review/b*'), ['*-live', '*', 'rev*', 'review/*']);
    deepStrictEqual(near(index, 'qa/*-test'), ['*', 'qa/*']);
  });
});
