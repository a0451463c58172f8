import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { differencesBetween } from '../../kubernetes/compare';
import { isKnownAs, type KnownDifference } from '../../kubernetes/differences/known';
import type { Answer } from '../../kubernetes/send';

const JSON_TYPE = 'application/json';
const answer = (body: unknown, status = 200, contentType = JSON_TYPE): Answer => ({
  status,
  contentType,
  body,
});
const refusal = (reason: string, causes?: readonly object[]) =>
  answer({ kind: 'Status', status: 'Failure', reason, message: 'no', details: { causes } }, 422);

describe('The comparison of two API servers', () => {
  it('heeds what a value is made of, and not what it is', () => {
    const [one, other] = [
      answer({ a: 1, list: [{ b: 'x' }] }),
      answer({ a: 2, list: [{ b: 'y' }, { b: 'z' }] }),
    ];
    deepStrictEqual(differencesBetween(one, other), []);
  });

  it('names the outermost place that is missing or of another type', () => {
    const [one, other] = [answer({ a: { b: { c: 1 } }, n: null }), answer({ n: [], items: [{ d: 1 }] })];
    deepStrictEqual(differencesBetween(one, other), [
      { at: 'body.a', simulated: 'object', real: undefined },
      { at: 'body.n', simulated: 'null', real: 'list' },
      { at: 'body.items', simulated: undefined, real: 'list' },
    ]);
  });

  it('sees a field that only some items of a list have', () => {
    deepStrictEqual(differencesBetween(answer([{}, {}]), answer([{}, { a: 1 }])), [
      { at: 'body[].a', simulated: undefined, real: 'number' },
    ]);
  });

  it('looks no further where the answer is of another kind', () => {
    deepStrictEqual(differencesBetween(answer({ a: 1 }), answer('gone', 404, 'text/plain')), [
      { at: 'status', simulated: '200', real: '404' },
      { at: 'contentType', simulated: JSON_TYPE, real: 'text/plain' },
    ]);
  });

  it('heeds the reason of a refusal and its causes, in whatever order', () => {
    const [a, b] = [
      { reason: 'R', field: 'a' },
      { reason: 'R', field: 'b', message: 'm' },
    ];
    deepStrictEqual(differencesBetween(refusal('Invalid', [a, b]), refusal('Invalid', [b, a])), []);
    deepStrictEqual(
      differencesBetween(refusal('Invalid', [a]), refusal('Forbidden', [b])).map(({ at }) => at),
      ['reason', 'causes', 'body.details.causes[].message'],
    );
  });

  it('knows a difference by its probe, its place and who lacks it', () => {
    const known: KnownDifference = { probes: /^a: b$/, at: /^body\.x$/, simulated: 'lacks it', why: '' };
    const difference = { at: 'body.x', simulated: undefined, real: 'string' };
    strictEqual(isKnownAs(known, 'a: b', difference), true);
    strictEqual(isKnownAs(known, 'a: c', difference), false);
    strictEqual(isKnownAs(known, 'a: b', { ...difference, at: 'body.y' }), false);
    strictEqual(isKnownAs(known, 'a: b', { ...difference, simulated: 'number' }), false);
    strictEqual(isKnownAs(known, 'a: b', { at: 'body.x', simulated: 'string', real: undefined }), false);
  });
});
