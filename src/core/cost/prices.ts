/**
 * US dollars for an hour of one cluster's control plane, the same in every region of the partition `aws`.
 * https://aws.amazon.com/eks/pricing/
 */
export const CONTROL_PLANE_PRICES = { standard: 0.1, extended: 0.6 } as const;

/** As AWS's calculator counts a month. */
export const HOURS_A_MONTH = 730;
