import { deepStrictEqual, throws } from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { packObjects, recordedObjects, unpackObjects } from '../../../src/core/deploy/record';

describe('What a record says was applied', () => {
  const packed = (json: string) => gzipSync(json).toString('base64');
  const OBJECT = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'shop' },
    spec: { type: 'ClusterIP' },
  };
  const HOSTILE = {
    'no text of ours': 'of somebody else',
    nothing: '',
    'no JSON': packed('{'),
    'no list': packed('null'),
    'an object without a kind': packed('[{"apiVersion":"v1","metadata":{"name":"a"}}]'),
    'an object without a name': packed('[{"apiVersion":"v1","kind":"Service","metadata":{}}]'),
    'labels that are no texts': packed(
      '[{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","labels":{"a":{}}}}]',
    ),
    'more than any deployment has': packed(' '.repeat(17_000_000)),
  };

  for (const [what, objects] of Object.entries(HOSTILE))
    it(`is not used where it is ${what}, since others can write it`, () => {
      throws(() => unpackObjects(objects), { code: 'record-unreadable' });
      deepStrictEqual(recordedObjects({ objects }), []);
    });

  it('is read as it was written', () =>
    deepStrictEqual(recordedObjects({ objects: packObjects([OBJECT]) }), [OBJECT]));
});
