import type { PermissionTable } from './permission';

/** What a managed node group needs beyond any nodes of chosen type and number. */
export const MANAGED_NODES: PermissionTable = {
  Anything: [
    ['ec2:DescribeKeyPairs', ['create'], 'lists key pairs; EKS checks the chosen one'],
    ['ec2:DescribeRouteTables', ['create'], 'checks that nodes can reach the API, as EKS does'],
  ],
  Clusters: [
    ['eks:CreateNodegroup', ['create'], 'creates the nodes'],
    ['eks:DescribeNodegroup', ['create', 'explain', 'delete'], 'CloudFormation waits for the nodes'],
    ['eks:UpdateNodegroupConfig', ['retry'], 'corrects the number of nodes'],
    ['eks:DeleteNodegroup', ['delete'], 'drains and deletes the nodes'],
  ],
};
