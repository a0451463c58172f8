import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { defaultIngress, loadBalancerHost } from '../../core/deploy/domain/default-ingress';
import {
  autoModeClass,
  ingressClasses,
  servesAutoModeIngresses,
  type IngressClass,
} from '../../core/deploy/domain/ingress-class';
import { checkWildcard, type WildcardState } from '../../core/deploy/domain/wildcard-record';
import { deployError } from '../../core/deploy/errors';
import { loadBalancerSubnets } from '../../core/deploy/load-balancer-subnets';
import { poll } from '../../core/poll';
import type { Clock } from '../../core/ports/clock';
import type { NameResolver } from '../../core/ports/connections';
import { isAttached, isDomain } from '../../core/registry/entry';
import type { ClusterRow } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import type { Notifier } from '../notify';
import { chooseFrom, typeText } from '../quick-input';
import { runCancellable } from '../run-cancellable';
import type { WorkspaceFiles } from '../workspace-files';

interface SetDomainDeps {
  readonly connector: Pick<ClusterConnector, 'connect' | 'subnets'>;
  readonly workspace: Pick<WorkspaceFiles, 'change'>;
  readonly resolver: () => Promise<NameResolver>;
  readonly clock: Clock;
  readonly notifier: Notifier;
}

/** AWS needs one to four minutes. */
const HOST_LIMIT_MS = 6 * 60_000;
const LOOK_AGAIN_MS = 5_000;

/** *Set Domain…*: the domain in which environments of a cluster have hosts, and the load balancer that serves it. */
export async function setDomain(row: ClusterRow, deps: SetDomainDeps): Promise<void> {
  const { entry, level } = row;
  const { notifier } = deps;
  const typed = await typeText({
    title: l10n.t('Domain of Cluster {0}', entry.name),
    prompt: l10n.t('Environments get hosts such as shop.apps.example.com. Leave it empty for no domain.'),
    placeHolder: 'apps.example.com',
    value: entry.domain ?? '',
    validateInput: (text) =>
      text.trim() === '' || isDomain(text.trim())
        ? undefined
        : l10n.t('Enter a domain such as apps.example.com.'),
  });
  if (typed === undefined) return;
  const domain = typed.trim();
  if (domain === '') {
    await deps.workspace.change(level, entry, { domain: undefined, ingressClass: undefined });
    notifier.info(
      l10n.t('Cluster {0} has no domain now. Its Ingresses and load balancers stay.', entry.name),
    );
    return;
  }
  const found = await classFor(row, deps);
  if (!found) return;
  await deps.workspace.change(level, entry, { domain, ingressClass: found.name });
  if (found.controller === 'other') {
    notifier.info(
      l10n.t(
        'Cluster {0} has the domain {1}. Point *.{1} to the address of the Ingress controller.',
        ...[entry.name, domain],
      ),
    );
    return;
  }
  const host = await sharedLoadBalancer(row, found, deps);
  if (host === undefined) {
    notifier.warning([
      l10n.t('Cluster {0} has the domain {1}, and no load balancer for it yet.', entry.name, domain),
      l10n.t(
        'The first environment with the domain creates one. Then set the domain again to see its DNS record.',
      ),
    ]);
    return;
  }
  await showRecord(domain, host, deps);
}

/** The Ingress class, which is created where the cluster is in Auto Mode and has none. `undefined`: changed their mind */
async function classFor(
  { entry }: ClusterRow,
  { connector, notifier }: SetDomainDeps,
): Promise<IngressClass | undefined> {
  const title = l10n.t('Looking for Ingress classes in cluster {0}', entry.name);
  const found = await runCancellable(notifier, title, async (signal) => {
    const api = await connector.connect(entry, signal);
    const classes = await ingressClasses(api, signal);
    return { api, classes, isAutoMode: classes.length === 0 && (await servesAutoModeIngresses(api, signal)) };
  });
  if (!found) return undefined;
  const { api, classes, isAutoMode } = found;
  const [first, ...others] = classes;
  if (first && others.length === 0) return first;
  if (first) {
    const items = classes.map((each) => ({ label: each.name, description: controllerText(each), each }));
    return (await chooseFrom(items, { title: l10n.t('Which Ingress class serves the domain?') }))?.each;
  }
  if (!isAutoMode) throw deployError('no-ingress-controller', { cluster: entry.name });
  const agreed = await notifier.confirm({
    question: l10n.t('Create the Ingress class alb in cluster {0}?', entry.name),
    detail: l10n.t(
      'EKS Auto Mode then creates load balancers for Ingresses. The class itself costs nothing.',
    ),
    agree: l10n.t('Create'),
  });
  if (!agreed) return undefined;
  const signal = AbortSignal.timeout(60_000);
  const subnets = isAttached(entry) ? [] : await connector.subnets(entry, signal);
  for (const object of autoModeClass(loadBalancerSubnets(subnets, 'public'))) await api.apply(object, signal);
  return { name: 'alb', controller: 'auto-mode' };
}

/** @returns the host name of the load balancer; `undefined` where there is none */
async function sharedLoadBalancer(
  { entry }: ClusterRow,
  found: IngressClass,
  { connector, notifier, clock }: SetDomainDeps,
): Promise<string | undefined> {
  const api = await connector.connect(entry, AbortSignal.timeout(60_000));
  const present = await loadBalancerHost(api, found.name, AbortSignal.timeout(60_000));
  if (present !== undefined) return present;
  const agreed = await notifier.confirm({
    question: l10n.t('Create the load balancer of the domain now?'),
    detail: [
      l10n.t(
        'All environments share it, and it stays when the last one goes, so its DNS record never changes.',
      ),
      l10n.t('An Application Load Balancer costs by the hour and by use, from about 16 US dollars a month.'),
    ],
    agree: l10n.t('Create'),
  });
  if (!agreed) return undefined;
  const title = l10n.t('Waiting for the load balancer of cluster {0}', entry.name);
  return runCancellable(notifier, title, async (signal) => {
    await api.applyShared(defaultIngress(found), signal);
    return poll(
      () => loadBalancerHost(api, found.name, signal),
      { everyMs: LOOK_AGAIN_MS, forMs: HOST_LIMIT_MS },
      clock,
      signal,
    );
  });
}

/** What to enter at the DNS provider, and whether that has been done. */
async function showRecord(domain: string, target: string, deps: SetDomainDeps): Promise<void> {
  const { notifier } = deps;
  const record = `*.${domain} CNAME ${target}`;
  const title = l10n.t('Asking name servers for {0}', domain);
  const state = await runCancellable(notifier, title, async (signal) => {
    const label = `eks-${randomBytes(6).toString('hex')}`;
    return checkWildcard({ domain, target, label }, await deps.resolver(), signal);
  });
  if (!state) return;
  if (state.kind === 'right') {
    notifier.info(l10n.t('All names in {0} lead to the load balancer of the cluster.', domain));
    return;
  }
  notifier.warning(
    [stateText(domain, state), l10n.t('Create this DNS record: {0}', record)],
    { title: l10n.t('Copy Record'), run: () => vscode.env.clipboard.writeText(record) },
    { title: l10n.t('Check Again'), run: () => showRecord(domain, target, deps) },
  );
}

function stateText(domain: string, state: Exclude<WildcardState, { kind: 'right' }>): string {
  switch (state.kind) {
    case 'missing':
      return l10n.t('Names in {0} do not resolve yet.', domain);
    case 'elsewhere':
      return l10n.t('Names in {0} lead to something else: {1}.', domain, state.addresses.join(', '));
    case 'too-early':
      return l10n.t('The load balancer is being created, so {0} cannot be checked yet.', domain);
  }
}

function controllerText({ controller }: IngressClass): string {
  switch (controller) {
    case 'auto-mode':
      return l10n.t('EKS Auto Mode');
    case 'load-balancer-controller':
      return l10n.t('AWS Load Balancer Controller');
    case 'other':
      return l10n.t('Another controller');
  }
}
