import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { isImageStored } from '../../../src/core/deploy/stored-image';
import { AwsError } from '../../../src/core/ports/aws';
import type { ImageReference } from '../../../src/core/ports/image-registry';

const NAME = 'eks-clusters/shop-1a2b3c4d';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const IMAGE = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${NAME}@${DIGEST}`;
const never = new AbortController().signal;

describe('The image of an earlier deployment', () => {
  const stored = (image: string, digest: (reference: ImageReference) => Promise<string | undefined>) =>
    isImageStored(image, NAME, () => Promise.resolve({ digest }), never);

  it('is looked up by its digest', async () => {
    const asked: ImageReference[] = [];
    const answer = (found: string | undefined) => (reference: ImageReference) => {
      asked.push(reference);
      return Promise.resolve(found);
    };
    strictEqual(await stored(IMAGE, answer(DIGEST)), true);
    strictEqual(await stored(IMAGE, answer(undefined)), false);
    deepStrictEqual(asked[0], { repository: NAME, by: { digest: DIGEST } });
  });

  it('is not asked for where it is in no repository of the project', async () => {
    const unasked = () => Promise.reject(new Error('asked'));
    for (const image of ['ghcr.io/example/shop:1', `ghcr.io/example/shop@${DIGEST}`, ''])
      strictEqual(await stored(image, unasked), undefined, image);
  });

  it('is not known to be gone where the registry does not say', async () => {
    const denied = () => Promise.reject(new AwsError('network', 'ENOTFOUND', 'There is no such host.'));
    strictEqual(await stored(IMAGE, denied), undefined);
    await rejects(
      stored(IMAGE, () => Promise.reject(new TypeError('a bug'))),
      TypeError,
    );
  });
});
