import { deepStrictEqual } from 'node:assert/strict';
import { imageTag } from '../../../src/core/deploy/image-repository';
import { unusedImages } from '../../../src/core/deploy/unused-images';
import type { StoredImage } from '../../../src/core/ports/image-registry';

const NOW = Date.parse('2026-12-01T10:00:00Z');
const DAY_MS = 24 * 3_600_000;
const digest = (number: number) => `sha256:${String(number).repeat(64)}`;

function image(number: number, changes: Partial<StoredImage> = {}): StoredImage {
  const at = NOW - 10 * DAY_MS;
  const tags = [imageTag({ environment: 'review/login', sha: 'a1b2c3d4e5f6', isDirty: false, at })];
  return { digest: digest(number), tags, bytes: 1, pushedAt: at, ...changes };
}

function unused(images: readonly StoredImage[], ...named: readonly number[]): readonly string[] {
  const record = named.map((number) => ({ image: `registry.test/shop@${digest(number)}` }));
  return unusedImages(images, 'review/login', record, NOW).map((found) => found.digest);
}

describe('The images that an environment no longer uses', () => {
  it('are those that no deployment in its record names', () => {
    deepStrictEqual(unused([image(1), image(2), image(3)], 1, 3), [digest(2)]);
  });

  it('are none that were pushed within a day: a deployment may be about to name them', () => {
    deepStrictEqual(unused([image(1, { pushedAt: NOW - DAY_MS + 1 })]), []);
  });

  it('are none of another environment', () => {
    for (const environment of ['review', 'review/login-page', 'production']) {
      const tags = [imageTag({ environment, sha: 'a1b2c3d4e5f6', isDirty: true, at: NOW })];
      deepStrictEqual(unused([image(1, { tags })]), [], environment);
    }
  });

  it('are none that somebody gave another tag, or that have none: ECR deletes these', () => {
    const [own = ''] = image(1).tags;
    for (const tags of [[own, 'v1.0.0'], ['latest'], []])
      deepStrictEqual(unused([image(1, { tags })]), [], tags.join());
  });
});
