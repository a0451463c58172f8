import { environmentSlug } from '../cluster/environment-names';
import type { StoredImage } from '../ports/image-registry';
import type { DeploymentEntry } from './record';

/** An image is pushed before its deployment is recorded, and that may take a while to be confirmed. */
const YOUNG_MS = 24 * 3_600_000;

/**
 * The images that were built for an environment, and that none of its deployments names: nothing can be rolled back to
 * them. An image that has a tag of another kind stays, for somebody else gave it that.
 * @param images all of the project's repository @param record of the environment
 */
export function unusedImages(
  images: readonly StoredImage[],
  environment: string,
  record: readonly Pick<DeploymentEntry, 'image'>[],
  now: number,
): readonly StoredImage[] {
  const named = new Set(record.map(({ image }) => image.split('@').at(-1)));
  // As `imageTag` makes them.
  const ours = new RegExp(`^${environmentSlug(environment)}-(?:[0-9a-f]{12}-)?(?:dirty-)?\\d{14}$`);
  return images.filter(
    ({ digest, tags, pushedAt }) =>
      !named.has(digest) &&
      now - pushedAt > YOUNG_MS &&
      tags.length > 0 &&
      tags.every((tag) => ours.test(tag)),
  );
}
