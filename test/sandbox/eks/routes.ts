/** An operation of EKS's REST API: `{name}` in the path is an input member, and so are the query's parameters. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly operation: string;
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html */
export const EKS_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/clusters', operation: 'ListClusters' },
  { method: 'GET', path: '/clusters/{name}', operation: 'DescribeCluster' },
  { method: 'DELETE', path: '/clusters/{name}', operation: 'DeleteCluster' },
  { method: 'GET', path: '/cluster-versions', operation: 'DescribeClusterVersions' },
  { method: 'GET', path: '/addons/supported-versions', operation: 'DescribeAddonVersions' },
  { method: 'GET', path: '/clusters/{clusterName}/node-groups', operation: 'ListNodegroups' },
  {
    method: 'GET',
    path: '/clusters/{clusterName}/node-groups/{nodegroupName}',
    operation: 'DescribeNodegroup',
  },
  {
    method: 'DELETE',
    path: '/clusters/{clusterName}/node-groups/{nodegroupName}',
    operation: 'DeleteNodegroup',
  },
  { method: 'POST', path: '/clusters/{name}/update-config', operation: 'UpdateClusterConfig' },
  { method: 'GET', path: '/clusters/{name}/updates/{updateId}', operation: 'DescribeUpdate' },
  { method: 'GET', path: '/clusters/{clusterName}/addons', operation: 'ListAddons' },
  { method: 'POST', path: '/clusters/{clusterName}/addons', operation: 'CreateAddon' },
  { method: 'GET', path: '/clusters/{clusterName}/addons/{addonName}', operation: 'DescribeAddon' },
  { method: 'DELETE', path: '/clusters/{clusterName}/addons/{addonName}', operation: 'DeleteAddon' },
  { method: 'GET', path: '/clusters/{clusterName}/access-entries', operation: 'ListAccessEntries' },
  { method: 'POST', path: '/clusters/{clusterName}/access-entries', operation: 'CreateAccessEntry' },
  {
    method: 'POST',
    path: '/clusters/{clusterName}/access-entries/{principalArn}/access-policies',
    operation: 'AssociateAccessPolicy',
  },
  {
    method: 'GET',
    path: '/clusters/{clusterName}/access-entries/{principalArn}',
    operation: 'DescribeAccessEntry',
  },
  {
    method: 'DELETE',
    path: '/clusters/{clusterName}/access-entries/{principalArn}',
    operation: 'DeleteAccessEntry',
  },
  {
    method: 'GET',
    path: '/clusters/{clusterName}/access-entries/{principalArn}/access-policies',
    operation: 'ListAssociatedAccessPolicies',
  },
  {
    method: 'GET',
    path: '/clusters/{clusterName}/pod-identity-associations',
    operation: 'ListPodIdentityAssociations',
  },
  {
    method: 'GET',
    path: '/clusters/{clusterName}/pod-identity-associations/{associationId}',
    operation: 'DescribePodIdentityAssociation',
  },
];
