import * as l10n from '@vscode/l10n';
import { conflictingRole } from '../../core/cluster/role-binding';
import { clusterRoleBinding } from '../../core/cluster/objects';
import type { KubernetesApi } from '../../core/ports/kubernetes';
import type { Notifier } from '../notify';

/**
 * Whether the binding of the extension's account may be made: one of its name to another role is shown, and replaced only
 * when the user says so.
 */
export async function confirmBinding(
  cluster: string,
  api: KubernetesApi,
  notifier: Pick<Notifier, 'confirm'>,
  signal: AbortSignal,
): Promise<boolean> {
  const role = await conflictingRole(clusterRoleBinding, api, signal);
  if (role === undefined) return true;
  return notifier.confirm({
    question: l10n.t('Replace the binding {0} in cluster {1}?', clusterRoleBinding.metadata.name, cluster),
    detail: l10n.t(
      'It grants {0}, but the extension needs the ClusterRole cluster-admin. Kubernetes does not allow changing a binding’s role, so the binding is deleted and created again.',
      role,
    ),
    agree: l10n.t('Replace Binding'),
  });
}
