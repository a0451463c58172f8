import * as l10n from '@vscode/l10n';
import { accessEntryCommands, accessEntryError } from '../../core/add-cluster/access-entry';
import { KubernetesError } from '../../core/ports/kubernetes';
import type { EksEntry } from '../../core/registry/entry';
import type { Shell } from '../../core/shell-quoting';
import type { ClusterConnector } from '../cluster-connector';
import type { Notifier } from '../notify';
import type { Sessions } from '../sessions';

interface AccessEntryDeps {
  readonly connector: Pick<ClusterConnector, 'baseCredentialsFor' | 'connectAsCaller' | 'session'>;
  readonly sessions: Pick<Sessions, 'ownPrincipalFor'>;
  readonly notifier: Pick<Notifier, 'ask' | 'progress'>;
}

/** Offers to add an access entry if the cluster does not accept the caller. */
export async function offerAccessEntry(entry: EksEntry, deps: AccessEntryDeps): Promise<void> {
  const { connector, notifier } = deps;
  if (!(await isUnauthorized(entry, deps))) return;
  const principalArn = entry.roleArn ?? (await ownPrincipalArn(deps, entry));
  if (principalArn === undefined) return;
  const about = { ...entry, clusterName: entry.name, principalArn };
  const add = l10n.t('Add Access Entry');
  const answer = await notifier.ask({
    question: l10n.t('{1} has no access to the cluster {0}.', entry.name, principalArn),
    detail: [
      l10n.t(
        'An access entry makes it a cluster administrator. Somebody who is allowed to create one can also run:',
      ),
      accessEntryCommands(about, localShell()),
    ],
    answers: [add],
    close: l10n.t('Not Now'),
  });
  if (answer !== add) return;
  try {
    const { clusters } = await connector.session(entry);
    await clusters.grantAdminAccess(entry.name, principalArn, new AbortController().signal);
  } catch (error) {
    throw accessEntryError(error, about, localShell());
  }
}

/** Whether the cluster rejects the caller. Other problems, such as a private endpoint, are shown in the row. */
async function isUnauthorized(entry: EksEntry, { connector, notifier }: AccessEntryDeps): Promise<boolean> {
  let isTurnedAway = false;
  await notifier.progress(l10n.t('Checking {0}', entry.name), async (_report, cancelled) => {
    try {
      await (await connector.connectAsCaller(entry, cancelled)).nodes(cancelled);
    } catch (error) {
      isTurnedAway = error instanceof KubernetesError && error.kind === 'unauthorized';
    }
  });
  return isTurnedAway;
}

/** `undefined` for identities that an access entry cannot name: a root user, or another account's. */
async function ownPrincipalArn(
  { connector, sessions }: AccessEntryDeps,
  entry: EksEntry,
): Promise<string | undefined> {
  const base = connector.baseCredentialsFor(entry);
  const principal = await sessions.ownPrincipalFor({ ...entry, base }, new AbortController().signal);
  return principal.kind === 'offered' ? principal.arn : undefined;
}

/** The shell that commands are written for on this machine. */
function localShell(): Shell {
  return process.platform === 'win32' ? 'powershell' : 'posix';
}
