/**
 * US dollars for an hour of one cluster's control plane, the same in every region of the partition `aws`.
 * https://aws.amazon.com/eks/pricing/
 */
export const CONTROL_PLANE_PRICES = { standard: 0.1, extended: 0.6 } as const;

/** By the support of the cluster's Kubernetes version. */
export type ControlPlanePrice = keyof typeof CONTROL_PLANE_PRICES;

/** As AWS's calculator counts a month. */
export const HOURS_A_MONTH = 730;
