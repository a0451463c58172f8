import { createHash } from 'node:crypto';
import type { Image, Repository } from '../repositories';
import { RegistryError } from './registry-error';

/** As distribution and ECR have it. */
const MAX_BYTES = 4 * 1024 * 1024;

interface Descriptor {
  readonly digest?: unknown;
  readonly size?: unknown;
}

/** An image's manifest, or an index of several. */
interface Manifest {
  readonly mediaType?: unknown;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
}

/** A tag or a digest. */
export function findManifest({ images, imageTags }: Repository, reference: string): Image | undefined {
  return images.get(reference.includes(':') ? reference : (imageTags.get(reference) ?? ''));
}

/**
 * Keeps a manifest, under its digest and the tag.
 * @throws RegistryError unless all that it is about was pushed before
 */
export function putManifest(
  repository: Repository,
  reference: string,
  sent: { readonly body: Buffer; readonly mediaType: string | undefined; readonly now: Date },
): Image {
  const { body, mediaType: contentType } = sent;
  if (body.length > MAX_BYTES) throw new RegistryError(413, 'MANIFEST_INVALID', 'manifest is too large');
  const manifest = parse(body);
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  if (reference.includes(':') && reference !== digest)
    throw new RegistryError(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
  const mediaType = contentType ?? String(manifest.mediaType);
  if (manifest.mediaType !== undefined && manifest.mediaType !== mediaType)
    throw new RegistryError(400, 'MANIFEST_INVALID', 'media type in manifest and in header differ');
  const blobs = [...(manifest.config ? [manifest.config] : []), ...(manifest.layers ?? [])];
  requireKnown(blobs, (each) => repository.blobs.has(each));
  requireKnown(manifest.manifests ?? [], (each) => repository.images.has(each));
  if (blobs.length === 0 && !manifest.manifests)
    throw new RegistryError(400, 'MANIFEST_INVALID', 'manifest invalid');
  const image = repository.images.get(digest) ?? {
    ...{ digest, mediaType, manifest: body, pushedAt: sent.now },
    bytes: blobs.reduce((sum, { size }) => sum + Number(size ?? 0), 0),
  };
  repository.images.set(digest, image);
  if (!reference.includes(':')) tag(repository, reference, digest);
  return image;
}

function tag(repository: Repository, name: string, digest: string): void {
  const { imageTags, tagMutability } = repository;
  const known = imageTags.get(name);
  if (known !== undefined && known !== digest && tagMutability === 'IMMUTABLE')
    throw new RegistryError(
      400,
      'TAG_INVALID',
      `The image tag '${name}' already exists in the '${repository.name}' repository and cannot be overwritten because the repository is immutable.`,
    );
  imageTags.set(name, digest);
}

function parse(body: Buffer): Manifest {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, as is JSON that is no object.
  }
  throw new RegistryError(400, 'MANIFEST_INVALID', 'manifest invalid');
}

function requireKnown(descriptors: readonly Descriptor[], isKnown: (digest: string) => boolean): void {
  for (const { digest } of descriptors)
    if (!isKnown(String(digest)))
      throw new RegistryError(400, 'MANIFEST_BLOB_UNKNOWN', `blob unknown to registry: ${String(digest)}`);
}
