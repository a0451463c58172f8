import * as l10n from '@vscode/l10n';
import { longLivedToken } from '../../cluster/long-lived-token';
import type { ConnectedCluster, KubeconfigUser, WorkspacePort } from '../../ports/workspace';
import type { EksEntry } from '../../registry/entry';
import { toUserError } from '../../errors/to-user-error';
import { connectToCluster } from './connect-cluster';
import type { Creation } from '../operation';
import type { OperationContext } from '../operation-context';

/**
 * Writes kubeconfig, AWS profile and registry, if this window may. A file that cannot be edited becomes a note with its
 * remedy; the cluster is registered anyway.
 * @returns `elsewhere` when another window, or this one later, has to do it
 */
export async function register(
  context: OperationContext<Creation>,
  cluster: ConnectedCluster,
  signal: AbortSignal,
): Promise<'attached' | 'elsewhere'> {
  const { operation, deps } = context;
  if (operation.attached) return 'attached';
  if (!deps.workspace.isLevelOpen(operation.target.level)) return 'elsewhere';
  context.step('workspace', 'inProgress', l10n.t('Updating kubeconfig and settings'));
  const [registered, ...files] = await Promise.allSettled([
    deps.workspace.register(operation.target.level, registryEntry(operation)),
    writeKubeconfig(context, cluster, signal),
    writeProfile(operation, deps.workspace),
  ]);
  signal.throwIfAborted();
  const failures = [registered, ...files].filter((outcome) => outcome.status === 'rejected');
  for (const { message, remedy } of failures.map(({ reason }) => toUserError(reason)))
    context.note(`${message} ${remedy}`);
  context.step('workspace', failures.length === 0 ? 'complete' : 'failed');
  // Without its entry the cluster would be nowhere to be seen: it stays to be attached.
  if (registered.status === 'rejected') return 'elsewhere';
  await context.record({ attached: true });
  return 'attached';
}

async function writeKubeconfig(
  context: OperationContext<Creation>,
  cluster: ConnectedCluster,
  signal: AbortSignal,
): Promise<void> {
  const { level, kubeconfigPath: path, setCurrentContext } = context.operation.target;
  const user = await kubeconfigUser(context, cluster, signal);
  const readers = await context.deps.workspace.writeKubeconfig({
    ...{ level, path, cluster, user, setCurrentContext },
  });
  if (readers === 'others')
    context.note(l10n.t('Other users of this machine can read the token in {0}. Run chmod 600 on it.', path));
}

async function kubeconfigUser(
  context: OperationContext<Creation>,
  cluster: ConnectedCluster,
  signal: AbortSignal,
): Promise<KubeconfigUser> {
  const { role, target } = context.operation;
  const { credential } = target;
  switch (credential.kind) {
    case 'aws-cli':
      return { kind: 'aws-cli', region: role.region, profile: credential.profile?.name };
    case 'service-account':
      return {
        kind: 'service-account',
        token: await longLivedToken(await connectToCluster(context, cluster), context.deps.clock, signal),
      };
  }
}

async function writeProfile({ target }: Creation, workspace: WorkspacePort): Promise<void> {
  const { credential } = target;
  if (credential.kind === 'aws-cli' && credential.profile && credential.writeProfile) {
    await workspace.writeProfile(credential.profile);
  }
}

function registryEntry({ spec, role, accountId, partition, target: { level } }: Creation): EksEntry {
  return {
    name: spec.name,
    region: role.region,
    accountId,
    partition,
    roleArn: role.roleArn,
    // A profile is this user's own; settings of a folder are shared with others, who may have none of that name.
    profile: level.kind === 'user' && role.base.kind === 'profile' ? role.base.profile : undefined,
    environmentScope: spec.environmentScope,
    enabled: true,
    managed: spec.managed,
    namespacePerEnvironment: spec.namespacePerEnvironment,
  };
}
