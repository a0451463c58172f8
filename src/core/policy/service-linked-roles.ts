import { EKS_PRINCIPAL } from '../template/principals';

/** A role that a service makes for itself, once an account, with the permission of the first principal that uses it. */
export interface ServiceLinkedRole {
  readonly name: string;
  /** Its principal, which reads the same in every partition. */
  readonly service: string;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/using-service-linked-roles.html */
export const EKS_LINKED_ROLE: ServiceLinkedRole = {
  name: 'AWSServiceRoleForAmazonEKS',
  service: EKS_PRINCIPAL,
};
export const NODEGROUP_LINKED_ROLE: ServiceLinkedRole = {
  name: 'AWSServiceRoleForAmazonEKSNodegroup',
  service: 'eks-nodegroup.amazonaws.com',
};
/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-service-linked-role.html */
export const AUTO_SCALING_LINKED_ROLE: ServiceLinkedRole = {
  name: 'AWSServiceRoleForAutoScaling',
  service: 'autoscaling.amazonaws.com',
};
/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html */
export const SPOT_LINKED_ROLE: ServiceLinkedRole = {
  name: 'AWSServiceRoleForEC2Spot',
  service: 'spot.amazonaws.com',
};
