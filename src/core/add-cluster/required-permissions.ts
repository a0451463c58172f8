import * as l10n from '@vscode/l10n';
import { ENVIRONMENT_ROLE } from '../cluster/objects';
import type { Access } from '../ports/kubernetes';
import type { Problem } from './problem';

/** What the extension does in a cluster, and needs the right to. The first row is what the original asks for. */
const REQUIRED_PERMISSIONS: readonly { readonly access: Access; readonly what: () => string }[] = [
  {
    access: { verb: '*', group: '*', resource: '*' },
    what: () => l10n.t('everything (ClusterRole cluster-admin)'),
  },
  { access: { verb: 'list', group: '', resource: 'nodes' }, what: () => l10n.t('list nodes') },
  { access: { verb: 'create', group: '', resource: 'namespaces' }, what: () => l10n.t('create namespaces') },
  {
    access: { verb: 'create', group: '', resource: 'serviceaccounts' },
    what: () => l10n.t('create service accounts'),
  },
  {
    access: { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'rolebindings' },
    what: () => l10n.t('create role bindings'),
  },
  {
    // Without it, users cannot grant more than they have: Kubernetes refuses the binding of every environment.
    // https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update
    access: {
      verb: 'bind',
      group: 'rbac.authorization.k8s.io',
      resource: 'clusterroles',
      name: ENVIRONMENT_ROLE,
    },
    what: () => l10n.t('grant the ClusterRole {0} to service accounts of environments', ENVIRONMENT_ROLE),
  },
];

/** What a token lacks of what the extension does in a cluster; `undefined` where it lacks nothing. */
export async function permissionsProblem(
  can: (access: Access) => Promise<boolean>,
): Promise<Problem | undefined> {
  const answers = await Promise.all(REQUIRED_PERMISSIONS.map(({ access }) => can(access)));
  // The right to do everything includes the rest.
  if (answers[0]) return undefined;
  const lacking = REQUIRED_PERMISSIONS.filter((_, index) => !answers[index]).map(({ what }) => what());
  return {
    message: l10n.t('The token is not allowed to: {0}.', lacking.join(', ')),
    remedy: l10n.t(
      'Bind its service account to the ClusterRole cluster-admin, or add the cluster without the features that need these rights.',
    ),
  };
}
