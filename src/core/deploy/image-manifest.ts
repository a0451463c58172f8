import * as v from 'valibot';

const PLATFORM = v.object({ architecture: v.string() });
const INDEX = v.object({ manifests: v.array(v.object({ platform: v.optional(PLATFORM) })) });
const MANIFEST = v.object({ config: v.object({ digest: v.string() }) });

/** What a registry has under a tag, as far as architectures go. */
export type ManifestArchitectures =
  | { readonly kind: 'listed'; readonly architectures: readonly string[] }
  /** That of a single image is in its configuration. */
  | { readonly kind: 'in-configuration'; readonly digest: string }
  | { readonly kind: 'unknown' };

/** An index lists the architectures of its images. https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md */
export function architecturesInManifest(json: string): ManifestArchitectures {
  const manifest = parsed(json);
  if (v.is(INDEX, manifest)) {
    const named = manifest.manifests.flatMap(({ platform }) => platform?.architecture ?? []);
    // Attestations that BuildKit adds are for no platform: https://docs.docker.com/build/metadata/attestations/attestation-storage/
    const architectures = [...new Set(named)].filter((architecture) => architecture !== 'unknown');
    return { kind: 'listed', architectures };
  }
  if (v.is(MANIFEST, manifest)) return { kind: 'in-configuration', digest: manifest.config.digest };
  return { kind: 'unknown' };
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md */
export function architectureInConfiguration(json: string): string | undefined {
  const configuration = parsed(json);
  return v.is(PLATFORM, configuration) ? configuration.architecture : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
