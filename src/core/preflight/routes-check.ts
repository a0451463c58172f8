import * as l10n from '@vscode/l10n';
import type { Subnet, SubnetRoute } from '../ports/aws';
import type { Draft } from '../cluster-form/draft';
import type { Check } from './check';
import { warning, passed, failed, unknown, type Finding } from './finding';

/** Endpoints without which nodes do not come up in a VPC that has no way out. https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html */
const VPC_ENDPOINTS = 'ec2, ecr.api, ecr.dkr, s3, sts';

/** Whether nodes get out of the subnets: to the cluster's API, to AWS's, and to their images. */
export const routesCheck: Check = {
  id: 'routes',
  title: () => l10n.t('Subnet internet access'),
  needs: ['vpcId', 'subnetIds', 'compute', 'endpointAccess'],
  async run({ session }, draft, signal) {
    const all = await session.options.subnets(draft.vpcId, signal);
    return judge(
      all.filter(({ id }) => draft.subnetIds.includes(id)),
      draft,
    );
  },
};

function judge(chosen: readonly Subnet[], draft: Draft): Finding {
  if (chosen.some(({ route }) => route === undefined)) return notTold();
  return withoutAddresses(chosen, draft) ?? isolated(chosen, draft) ?? waysOut(chosen);
}

/** EKS refuses a managed node group there: `Ec2SubnetInvalidConfiguration`. Other nodes never join. */
function withoutAddresses(chosen: readonly Subnet[], draft: Draft): Finding | undefined {
  const found = led(chosen, 'public').filter(({ assignsPublicIp }) => !assignsPublicIp);
  if (found.length === 0) return undefined;
  return failing(draft)(
    l10n.t(
      'These subnets have a route to an internet gateway, but do not assign the public addresses that nodes need to use it: {0}.',
      names(found),
    ),
    l10n.t('Turn on auto-assign public IPv4 address for these subnets, or select private ones.'),
  );
}

function isolated(chosen: readonly Subnet[], draft: Draft): Finding | undefined {
  const found = led(chosen, 'isolated');
  if (found.length === 0) return undefined;
  if (draft.endpointAccess === 'public')
    return failing(draft)(
      l10n.t('Nodes in these subnets cannot reach a public API server endpoint: {0}.', names(found)),
      l10n.t('Choose private endpoint access, or select subnets with a route to a NAT gateway.'),
    );
  return warning(
    l10n.t('These subnets have no route out of the VPC: {0}.', names(found)),
    l10n.t(
      'Nodes can only join if the VPC has endpoints for {0}. Otherwise add a route to a NAT gateway, or select other subnets.',
      VPC_ENDPOINTS,
    ),
  );
}

function waysOut(chosen: readonly Subnet[]): Finding {
  return passed(
    l10n.t(
      'Every subnet has a route out of the VPC. Through an internet gateway: {0}. Through a NAT gateway or similar: {1}.',
      led(chosen, 'public').length,
      led(chosen, 'private').length,
    ),
  );
}

function notTold(): Finding {
  return unknown(
    l10n.t(
      'Could not check the subnets’ routes: the role is not allowed to call {0}.',
      'ec2:DescribeRouteTables',
    ),
    l10n.t(
      'Ask your cloud team to allow it, or make sure that nodes can reach the internet or AWS’s endpoints.',
    ),
  );
}

/** No node is there when a cluster in Auto Mode is ready: it would only lack them later. */
function failing({ compute }: Draft): typeof failed {
  return compute === 'auto' ? warning : failed;
}

function led(chosen: readonly Subnet[], route: SubnetRoute): readonly Subnet[] {
  return chosen.filter((subnet) => subnet.route === route);
}

function names(subnets: readonly Subnet[]): string {
  return subnets.map(({ name, id }) => name ?? id).join(', ');
}
