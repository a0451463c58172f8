/**
 * What may be typed where the role may ask EKS for versions in neither way: a last resort, shown as possibly out of
 * date and never chosen for the user. Versions in standard support, newest first.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const BUNDLED_VERSIONS = { asOf: '2026-11-22', versions: ['1.36', '1.35', '1.34'] } as const;
