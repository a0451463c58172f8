import * as l10n from '@vscode/l10n';
import { AwsError, type AddOnHealth, type EksPort } from '../../ports/aws';
import type { Clock } from '../../ports/clock';
import { userError } from '../../errors/catalogue';
import { asSentence } from '../../errors/error-text';
import { containerInsightsConsole } from '../../console-link';
import type { EksEntry } from '../../registry/entry';
import { environmentError } from '../errors';

const METRICS_SERVER = 'metrics-server';
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html */
const CONTAINER_INSIGHTS = 'amazon-cloudwatch-observability';
/** An add-on takes about half a minute. */
const POLL_MS = 5_000;
/** EKS itself gives up after twenty minutes. https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html */
const DEADLINE_MS = 25 * 60_000;

/** By somebody else, meanwhile. */
const DELETED: AddOnHealth = { name: METRICS_SERVER, version: '', status: 'DELETED', issues: [] };

interface AddOnInstall {
  readonly clusters: Pick<EksPort, 'describe' | 'addOn' | 'offersAddOn' | 'createAddOn'>;
  readonly cluster: { readonly name: string; readonly region: string };
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** Told what is waited for. */
  readonly report: (message: string) => void;
}

/**
 * Installs the EKS add-on metrics-server and waits until its pods run. One that is being installed already is waited
 * for.
 * @throws UserError where EKS does not have it for the cluster, or it does not run; AwsError
 */
export async function installMetricsServer(install: AddOnInstall, signal: AbortSignal): Promise<void> {
  const { clusters, cluster, clock } = install;
  const which = { clusterName: cluster.name, addonName: METRICS_SERVER };
  if (!(await clusters.addOn(which, signal))) await create(install, signal);
  const giveUpAt = clock.now() + DEADLINE_MS;
  while (clock.now() < giveUpAt) {
    const found = await clusters.addOn(which, signal).then((addOn) => addOn ?? DELETED, unlessTransient);
    if (found && isRunning(found, install)) return;
    await clock.sleep(POLL_MS, signal);
  }
  throw environmentError('metrics-failed', { cluster: cluster.name, status: 'CREATING', detail: '' });
}

async function create({ clusters, cluster }: AddOnInstall, signal: AbortSignal): Promise<void> {
  const { name, region } = cluster;
  const described = await clusters.describe(name, signal);
  if (!described) throw userError('cluster-vanished', { name });
  const { version } = described;
  // Where the role may not ask, EKS says it itself.
  const isOffered = await clusters.offersAddOn(METRICS_SERVER, version, signal).catch(unlessDenied);
  if (isOffered === false) throw environmentError('metrics-not-offered', { cluster: name, version, region });
  await clusters
    .createAddOn({ clusterName: name, addonName: METRICS_SERVER }, signal)
    .catch((error: unknown) => {
      // Somebody else was faster.
      if (!(error instanceof AwsError) || error.code !== 'ResourceInUseException') throw error;
    });
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Addon.html#AmazonEKS-Type-Addon-status */
function isRunning({ status, issues }: AddOnHealth, { cluster, report }: AddOnInstall): boolean {
  const detail = issues.map(asSentence).join(' ');
  switch (status) {
    case 'ACTIVE':
      return true;
    case 'CREATING':
    case 'UPDATING':
      report(detail === '' ? l10n.t('waiting for its pods') : detail);
      return false;
    default:
      throw environmentError('metrics-failed', { cluster: cluster.name, status, detail });
  }
}

function unlessTransient(error: unknown): undefined {
  if (!(error instanceof AwsError) || !error.isTransient || error.kind === 'credentials') throw error;
}

/** For calls whose answer is only useful. */
function unlessDenied(error: unknown): undefined {
  if (!(error instanceof AwsError) || error.kind !== 'denied') throw error;
}

/**
 * The page of CloudWatch Container Insights.
 * @returns `undefined` where the cluster does not report to it, and where the role may not ask
 */
export async function insightsLink(
  clusters: Pick<EksPort, 'addOn'>,
  cluster: Pick<EksEntry, 'name' | 'partition' | 'region'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const which = { clusterName: cluster.name, addonName: CONTAINER_INSIGHTS };
  const found = await clusters.addOn(which, signal).catch(unlessDenied);
  return found && containerInsightsConsole(cluster);
}
