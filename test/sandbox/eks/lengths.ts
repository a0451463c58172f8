import { invalidParameter } from './errors';
import type { Tags } from './state';

/** https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html#tag-restrictions; the words are unverified. */
export function checkTags(tags: Tags): void {
  const names = Object.keys(tags);
  if (names.length > 50) throw invalidParameter('A resource can have at most 50 tags.');
  const long = names.find((name) => name.length < 1 || name.length > 128 || (tags[name] ?? '').length > 256);
  if (long !== undefined) throw invalidParameter(`The tag ${long} is too long.`);
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html; the words are unverified. */
export function checkNodegroupName(name: string): void {
  if (/^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/.test(name)) return;
  throw invalidParameter(
    'The node group name can contain at most 63 letters, digits, hyphens and underscores, and must start with a letter or a digit',
  );
}
