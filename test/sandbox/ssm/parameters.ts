import { createHash } from 'node:crypto';
import { creatableVersions } from '../eks/versions';

/** Images of Amazon Linux that AWS publishes for EKS, by architecture and variant. */
const AL2023: readonly string[] = [
  'x86_64/standard',
  'x86_64/nvidia',
  'x86_64/neuron',
  'arm64/standard',
  'arm64/nvidia',
];

/** And of Bottlerocket: flavors of the variant `aws-k8s-VERSION`, each for both architectures. */
const BOTTLEROCKET_FLAVORS: readonly string[] = ['', '-nvidia', '-fips', '-nvidia-fips'];
const ARCHITECTURES: readonly string[] = ['x86_64', 'arm64'];

/** The value of one of AWS's public parameters; `undefined` when there is none of that name. */
export function publicParameter(region: string, name: string, now: number): string | undefined {
  return parameters(now).some((each) => each.name === name) ? imageId(region, name) : undefined;
}

/** What an image is of, that one of those parameters holds. */
export function imageSystem(region: string, id: string, now: number): ImageSystem | undefined {
  return parameters(now).find(({ name }) => imageId(region, name) === id)?.system;
}

export type ImageSystem = 'al2023' | 'bottlerocket';

function parameters(now: number): readonly { readonly name: string; readonly system: ImageSystem }[] {
  return creatableVersions(now).flatMap((version) => [
    ...AL2023.map((variant) => ({
      name: `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${variant}/recommended/image_id`,
      system: 'al2023' as const,
    })),
    ...BOTTLEROCKET_FLAVORS.flatMap((flavor) =>
      ARCHITECTURES.map((architecture) => ({
        name: `/aws/service/bottlerocket/aws-k8s-${version}${flavor}/${architecture}/latest/image_id`,
        system: 'bottlerocket' as const,
      })),
    ),
  ]);
}

function imageId(region: string, name: string): string {
  const digest = createHash('sha256').update(`${region} ${name}`).digest('hex');
  return `ami-0${digest.slice(0, 16)}`;
}
