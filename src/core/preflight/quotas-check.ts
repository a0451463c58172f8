import * as l10n from '@vscode/l10n';
import type { ProvisionSession } from '../ports/aws';
import type { Draft } from '../spec/draft';
import type { Check } from './check';
import { green, red, type Finding } from './finding';
import { vcpuQuota } from './vcpu-quotas';

/** How many clusters a region may have. https://docs.aws.amazon.com/general/latest/gr/eks.html */
const CLUSTERS = { service: 'eks', code: 'L-1194D53C' };

/** Whether the account may have one more cluster, and as many vCPUs as its nodes take. */
export const quotasCheck: Check = {
  id: 'quotas',
  title: () => l10n.t('Quotas'),
  needs: ['compute', 'instanceType', 'nodeCount', 'capacityType'],
  async run({ session }, draft, signal) {
    const [ofClusters, ofVcpus] = await Promise.allSettled([
      judgeClusters(session, signal),
      judgeVcpus(session, draft, signal),
    ]);
    return graver(ofClusters, ofVcpus);
  },
};

async function judgeClusters(session: ProvisionSession, signal: AbortSignal): Promise<Finding> {
  const { region } = session;
  const [quota, clusters] = await Promise.all([
    session.quota(CLUSTERS, signal),
    session.clusters.list(signal),
  ]);
  const count = clusters.length;
  if (quota === undefined) return green(l10n.t('{0} clusters exist in {1}.', count, region));
  const remedy = l10n.t(
    'Have the quota {0} of {1} raised in the Service Quotas console, delete a cluster, or choose another region.',
    CLUSTERS.code,
    'Amazon EKS',
  );
  if (count >= quota)
    return red(
      l10n.t('The account has all the {0} clusters that it may have in {1}.', quota, region),
      remedy,
    );
  if (count === quota - 1)
    return {
      kind: 'amber',
      found: l10n.t('This is the last of the {0} clusters that the account may have in {1}.', quota, region),
      remedy,
      lists: [],
    };
  return green(l10n.t('{0} of {1} clusters exist in {2}.', count, quota, region));
}

/** The request alone: what already runs, and counts too, is not known without further permissions. */
async function judgeVcpus(session: ProvisionSession, draft: Draft, signal: AbortSignal): Promise<Finding> {
  const { region } = session;
  const { instanceType, compute } = draft;
  if (compute === 'auto') return green(l10n.t('What nodes EKS will start is not known beforehand.'));
  const quotaCode = vcpuQuota(instanceType, compute === 'managed' ? draft.capacityType : 'ON_DEMAND');
  if (!quotaCode) return green(l10n.t('No quota is known for nodes of the type {0}.', instanceType));
  const [quota, each] = await Promise.all([
    session.quota(quotaCode, signal),
    session.vcpus(instanceType, signal),
  ]);
  const wanted = each * Number(draft.nodeCount);
  if (quota === undefined) return green(l10n.t('The nodes take {0} vCPUs.', wanted));
  if (wanted > quota)
    return red(
      l10n.t(
        'The nodes take {0} vCPUs; of this kind the account may have {1} in {2}.',
        wanted,
        quota,
        region,
      ),
      l10n.t(
        'Have the quota {0} of {1} raised in the Service Quotas console, or choose fewer or smaller nodes.',
        quotaCode.code,
        'Amazon EC2',
      ),
    );
  return green(l10n.t('The nodes take {0} of {1} vCPUs; what else runs is not counted here.', wanted, quota));
}

/** Both in one where both are well. What is red is so whatever became of the other. */
function graver(...found: readonly PromiseSettledResult<Finding>[]): Finding {
  const known = found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const worst = known.find(({ kind }) => kind === 'red');
  if (worst) return worst;
  for (const each of found) if (each.status === 'rejected') throw each.reason;
  return known.find(({ kind }) => kind === 'amber') ?? green(known.map(({ found: text }) => text).join(' '));
}
