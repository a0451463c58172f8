import type { Field } from '../../src/core/cluster-form/draft';
import type { RequestName } from '../../src/protocol/rpc';
import type { Retryable } from './action';
import { loaded } from './state';
import { sendRequest, reset, sequence, withState, noop, type Transition } from './transition';

/** Lists that need nothing but a session. */
export const SESSION_LISTS = [
  'listKubernetesVersions',
  'listServiceRoles',
  'listKeyPairs',
  'listVpcs',
  'listClusters',
  'listInstanceTypes',
] as const satisfies readonly RequestName[];

/** Lists of what is in the chosen VPC. */
export const VPC_LISTS = ['listSubnets', 'listSecurityGroups'] as const satisfies readonly RequestName[];

/** Fields that are cleared when this field changes. An IAM role is the same in every region. */
export const DEPENDENTS: { readonly [F in Field]?: readonly Field[] } = {
  roleArn: [
    'kubernetesVersion',
    'serviceRoleArn',
    'keyPair',
    'vpcId',
    'subnetIds',
    'securityGroupId',
    'instanceType',
  ],
  region: ['kubernetesVersion', 'keyPair', 'vpcId', 'subnetIds', 'securityGroupId', 'instanceType'],
  vpcId: ['subnetIds', 'securityGroupId'],
};

/** Requests everything that needs only a session, in parallel. */
export const loadLists: Transition = sequence(
  ...SESSION_LISTS.map((request) => sendRequest(request, {})),
  withState(() => loadNetwork),
);

/** Requests the subnets and security groups of the VPC in the form. */
export const loadNetwork: Transition = withState(({ draft, requests }) => {
  const vpcId = draft.vpcId.trim();
  if (vpcId === '' || loaded(requests.authenticate) === undefined) return reset(...VPC_LISTS);
  return sequence(...VPC_LISTS.map((request) => sendRequest(request, { vpcId })));
});

export const resetLists: Transition = reset(...SESSION_LISTS, ...VPC_LISTS);

/** Repeats a request that failed or whose result was empty. */
export function retry(request: Retryable): Transition {
  return withState(({ draft, requests }) => {
    if (requests[request].kind === 'loading') return noop;
    switch (request) {
      case 'listSubnets':
      case 'listSecurityGroups':
        return sendRequest(request, { vpcId: draft.vpcId.trim() });
      case 'open':
      case 'identify':
      case 'suggestRegions':
      case 'listKubernetesVersions':
      case 'listServiceRoles':
      case 'listKeyPairs':
      case 'listVpcs':
      case 'listClusters':
      case 'listInstanceTypes':
        return sendRequest(request, {});
    }
  });
}
