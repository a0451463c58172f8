import * as l10n from '@vscode/l10n';
import { counted } from '../counted';
import { serviceQuotasConsole } from '../console-link';
import type { ProvisionSession, QuotaCode } from '../ports/aws';
import type { Draft } from '../cluster-form/draft';
import { instanceTypesOf } from '../cluster-form/instance-types';
import type { Check } from './check';
import { warning, passed, failed, type CheckAction, type Finding } from './finding';
import { mapWithConcurrency } from '../map-with-concurrency';
import { vcpuQuota } from './vcpu-quotas';

/** How many clusters a region may have. https://docs.aws.amazon.com/general/latest/gr/eks.html */
const CLUSTERS = { service: 'eks', code: 'L-1194D53C' };

/** Whether the account may have one more cluster, and as many vCPUs as its nodes take. */
export const quotasCheck: Check = {
  id: 'quotas',
  title: () => l10n.t('Quotas'),
  needs: ['compute', 'instanceType', 'otherTypes', 'nodeCount', 'capacityType'],
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
  const [quota, { length: count }] = await Promise.all([
    session.quota(CLUSTERS, signal),
    session.clusters.list(signal),
  ]);
  if (quota === undefined) return passed(existing(count, region));
  const remedy = l10n.t(
    'Request an increase of the quota {0} for {1}, delete a cluster, or choose another region.',
    CLUSTERS.code,
    'Amazon EKS',
  );
  if (count >= quota)
    return failed(
      counted(quota, {
        one: l10n.t('The account’s quota in {0} is 1 cluster, and it has {1}.', region, count),
        many: l10n.t('The account’s quota in {1} is {0} clusters, and it has {2}.', quota, region, count),
      }),
      remedy,
      consoleOf(session),
    );
  if (count === quota - 1)
    return warning(
      counted(quota, {
        one: l10n.t('This is the only cluster that the account’s quota allows in {0}.', region),
        many: l10n.t(
          'This is the last of the {0} clusters that the account’s quota allows in {1}.',
          quota,
          region,
        ),
      }),
      remedy,
      consoleOf(session),
    );
  return passed(l10n.t('{0} of {1} clusters exist in {2}.', count, quota, region));
}

function existing(count: number, region: string): string {
  return counted(count, {
    one: l10n.t('1 cluster exists in {0}.', region),
    many: l10n.t('{0} clusters exist in {1}.', count, region),
  });
}

/** The request alone: what already runs, and counts too, is not known without further permissions. */
async function judgeVcpus(session: ProvisionSession, draft: Draft, signal: AbortSignal): Promise<Finding> {
  if (draft.compute === 'auto')
    return passed(l10n.t('The nodes that EKS will start cannot be known in advance.'));
  const capacityType = draft.compute === 'managed' ? draft.capacityType : 'ON_DEMAND';
  const types = instanceTypesOf(draft).map((type) => ({ type, quota: vcpuQuota(type, capacityType) }));
  const codes = [...new Set(types.map(({ quota }) => quota?.code))];
  const findings = await Promise.all(
    codes.map(async (code) => {
      const family = types.filter(({ quota }) => quota?.code === code);
      const names = family.map(({ type }) => type);
      const quota = family[0]?.quota;
      if (!quota) return passed(l10n.t('The quota for the instance type {0} is unknown.', names.join(', ')));
      return judgeFamily(session, { types: names, quota, count: Number(draft.nodeCount) }, signal);
    }),
  );
  return (
    findings.find(({ kind }) => kind === 'failed') ?? passed(findings.map(({ found }) => found).join(' '))
  );
}

/** Types that count against one quota, and how many nodes may be of any of them. */
interface Family {
  readonly types: readonly string[];
  readonly quota: QuotaCode;
  readonly count: number;
}

/** EC2 is asked for each type by itself. */
const AT_ONCE = 4;

/** Of the largest type, for EC2 may start that. */
async function judgeFamily(
  session: ProvisionSession,
  { types, quota: code, count }: Family,
  signal: AbortSignal,
): Promise<Finding> {
  const [quota, each] = await Promise.all([
    session.quota(code, signal),
    mapWithConcurrency(types, AT_ONCE, (type) => session.vcpus(type, signal)),
  ]);
  const wanted = Math.max(...each) * count;
  const taken = counted(wanted, {
    one: l10n.t('The nodes need 1 vCPU.'),
    many: l10n.t('The nodes need {0} vCPUs.', wanted),
  });
  if (quota === undefined) return passed(taken);
  if (wanted <= quota)
    return passed(
      l10n.t('The nodes need {0} of {1} vCPUs. Other running instances are not counted.', wanted, quota),
    );
  return failed(
    [
      taken,
      l10n.t('The account’s quota for running instances of this kind in {1} is {0}.', quota, session.region),
    ].join(' '),
    l10n.t(
      'Request an increase of the quota {0} for {1}, or choose fewer or smaller nodes.',
      code.code,
      'Amazon EC2',
    ),
    consoleOf(session),
  );
}

/** There are partitions whose console we do not know. */
function consoleOf(session: ProvisionSession): CheckAction | undefined {
  return serviceQuotasConsole(session) === undefined ? undefined : 'openServiceQuotas';
}

/** Both in one where both are well. What is red is so whatever became of the other. */
function graver(...found: readonly PromiseSettledResult<Finding>[]): Finding {
  const known = found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const worst = known.find(({ kind }) => kind === 'failed');
  if (worst) return worst;
  for (const each of found) if (each.status === 'rejected') throw each.reason;
  return (
    known.find(({ kind }) => kind === 'warning') ?? passed(known.map(({ found: text }) => text).join(' '))
  );
}
