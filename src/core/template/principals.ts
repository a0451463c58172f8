/**
 * Service principals that read the same in every partition; most others end in the partition's own DNS suffix.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export const EKS_PRINCIPAL = 'eks.amazonaws.com';
export const POD_IDENTITY_PRINCIPAL = 'pods.eks.amazonaws.com';

/** What EKS does with the service role; it tags its sessions in Auto Mode. */
export const SERVICE_ROLE_ACTIONS = ['sts:AssumeRole', 'sts:TagSession'] as const;
