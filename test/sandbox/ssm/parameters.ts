import { createHash } from 'node:crypto';
import { creatableVersions } from '../eks/versions';

/** AMIs that AWS publishes for EKS, by architecture and variant. */
const VARIANTS: readonly string[] = [
  'x86_64/standard',
  'x86_64/nvidia',
  'x86_64/neuron',
  'arm64/standard',
  'arm64/nvidia',
];

const AMI_PARAMETER =
  /^\/aws\/service\/eks\/optimized-ami\/(1\.\d+)\/amazon-linux-2023\/([^/]+\/[^/]+)\/recommended\/image_id$/;

/** The value of one of AWS's public parameters; `undefined` when there is none of that name. */
export function publicParameter(region: string, name: string, now: number): string | undefined {
  const [, version = '', variant = ''] = AMI_PARAMETER.exec(name) ?? [];
  if (!creatableVersions(now).includes(version) || !VARIANTS.includes(variant)) return undefined;
  const digest = createHash('sha256').update(`${region} ${name}`).digest('hex');
  return `ami-0${digest.slice(0, 16)}`;
}
