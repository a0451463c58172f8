import type { Field } from '../../src/core/spec/draft';
import type { RequestName } from '../../src/protocol/rpc';
import type { Retryable } from './action';
import { loaded } from './state';
import { ask, forget, inOrder, look, stay, type Move } from './step';

/** Lists that need nothing but a session. */
export const FIRST_LEVEL = [
  'listKubernetesVersions',
  'listServiceRoles',
  'listKeyPairs',
  'listVpcs',
  'listClusters',
  'listInstanceTypes',
] as const satisfies readonly RequestName[];

/** Lists of what is in the chosen VPC. */
export const OF_THE_VPC = ['listSubnets', 'listSecurityGroups'] as const satisfies readonly RequestName[];

/** What has no meaning any more when the field changes. An IAM role is the same in every region. */
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

/** All that can be asked as soon as there is a session, side by side. */
export const loadLists: Move = inOrder(
  ...FIRST_LEVEL.map((request) => ask(request, {})),
  look(() => loadNetwork),
);

/** Subnets and security groups of the VPC that stands in the form. */
export const loadNetwork: Move = look(({ draft, remotes }) => {
  const vpcId = draft.vpcId.trim();
  if (vpcId === '' || loaded(remotes.authenticate) === undefined) return forget(...OF_THE_VPC);
  return inOrder(...OF_THE_VPC.map((request) => ask(request, { vpcId })));
});

export const forgetLists: Move = forget(...FIRST_LEVEL, ...OF_THE_VPC);

/** Sends a request again that failed, or whose answer was empty. */
export function retry(request: Retryable): Move {
  return look(({ draft, remotes }) => {
    if (remotes[request].kind === 'loading') return stay;
    switch (request) {
      case 'listSubnets':
      case 'listSecurityGroups':
        return ask(request, { vpcId: draft.vpcId.trim() });
      case 'open':
      case 'identify':
      case 'suggestRegions':
      case 'listKubernetesVersions':
      case 'listServiceRoles':
      case 'listKeyPairs':
      case 'listVpcs':
      case 'listClusters':
      case 'listInstanceTypes':
        return ask(request, {});
    }
  });
}
