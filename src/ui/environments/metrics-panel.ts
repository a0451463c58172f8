import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import { targetName, type EnvironmentTarget } from '../../core/environments/environment-target';
import { environmentError } from '../../core/environments/errors';
import { addSample, type UsageHistory } from '../../core/environments/metrics/usage-history';
import { installPage, noticePage, usagePage } from '../../core/environments/metrics/usage-page';
import type { Clock } from '../../core/ports/clock';
import type { KubernetesTarget } from '../../core/ports/kubernetes';
import type { WorkloadActions } from '../../core/ports/workloads';
import { toUserError } from '../../core/errors/to-user-error';
import { isAttached, type ClusterEntry, type EksEntry } from '../../core/registry/entry';
import { once } from '../lazy';
import { actionsOf } from './act';
import type { EnvironmentTargets, FollowedTarget } from './environment-targets';
import { metricsPage } from './metrics-page';

/** metrics-server itself measures every fifteen seconds. https://github.com/kubernetes-sigs/metrics-server */
const POLL_MS = 15_000;

interface MetricsDeps {
  readonly targets: EnvironmentTargets;
  readonly workloadActions: (target: KubernetesTarget) => Promise<WorkloadActions>;
  /** The page of CloudWatch Container Insights; `undefined` where a cluster does not report to it. */
  readonly insights: (cluster: ClusterEntry, signal: AbortSignal) => Promise<string | undefined>;
  readonly install: (cluster: EksEntry) => Promise<void>;
  readonly clock: Clock;
  readonly report: Report;
}

/** *Metrics*: what the pods of an environment use. @param argument of the command */
export async function showMetrics(argument: unknown, deps: MetricsDeps): Promise<void> {
  const target = await deps.targets.pick(argument, ['environment', 'app', 'pod'], l10n.t('Metrics'));
  if (!target) return;
  const title = l10n.t('Metrics: {0}', targetName(target));
  const panel = vscode.window.createWebviewPanel('eks.metrics', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [],
  });
  panel.webview.html = metricsPage(noticePage(l10n.t('Loading metrics…')), vscode.env.language);
  const followed = deps.targets.follow(target, () => undefined);
  const closed = new AbortController();
  panel.onDidDispose(() => {
    closed.abort();
    followed.dispose();
  });
  const { signal } = closed;
  let next = new AbortController();
  panel.webview.onDidReceiveMessage((message) => {
    const { cluster } = target;
    if (message !== 'install' || isAttached(cluster)) return;
    const install = async () => {
      await deps.install(cluster);
      next.abort();
    };
    inBackground(install, deps.report);
  });
  const sleep = async () => {
    next = new AbortController();
    await deps.clock.sleep(POLL_MS, AbortSignal.any([signal, next.signal])).catch(() => undefined);
  };
  const insights = once(() => deps.insights(target.cluster, signal));
  const actions = once(() => actionsOf(deps, target, signal));
  inBackground(() => keepShowing(panel, { target, actions, insights, followed, sleep, signal }), deps.report);
}

interface Shown {
  readonly target: EnvironmentTarget;
  /** Made once, with its connections. */
  readonly actions: () => Promise<WorkloadActions>;
  readonly insights: () => Promise<string | undefined>;
  readonly followed: FollowedTarget;
  /** Until the next look is due. */
  readonly sleep: () => Promise<void>;
  /** Aborted when the panel is closed. */
  readonly signal: AbortSignal;
}

async function keepShowing(panel: vscode.WebviewPanel, shown: Shown): Promise<void> {
  let history: UsageHistory = new Map();
  const { signal } = shown;
  const isClosed = () => signal.aborted;
  while (!isClosed()) {
    // A panel behind another tab asks for nothing.
    if (panel.visible) {
      const next = await bodyOf(shown, history).catch((error: unknown) => {
        const { code, message, remedy } = toUserError(error);
        const isInstallable = code === 'no-metrics' && !isAttached(shown.target.cluster);
        return { history, body: (isInstallable ? installPage : noticePage)(`${message} ${remedy}`) };
      });
      history = next.history;
      if (!isClosed()) await panel.webview.postMessage({ body: next.body });
    }
    await shown.sleep();
  }
}

async function bodyOf({ target, actions, insights, followed, signal }: Shown, history: UsageHistory) {
  const contents = await followed.loaded(signal);
  if (!contents) throw environmentError('environment-gone', { name: targetName(target) });
  const usages = await (await actions()).usage(target.namespace, signal);
  if (!usages) throw environmentError('no-metrics', { cluster: target.cluster.name });
  const names = new Set(contents.pods.map(({ name }) => name));
  const longer = addSample(
    history,
    usages.filter(({ pod }) => names.has(pod)),
  );
  const view = {
    ...{ name: targetName(target), pods: contents.pods, history: longer },
    // The link is an extra: without an answer from AWS, the cluster's own numbers are still right.
    insights: await insights().catch(() => undefined),
    language: vscode.env.language,
  };
  return { history: longer, body: usagePage(view) };
}
