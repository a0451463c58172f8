import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { ClusterEntry } from '../core/registry/entry';

/** Whether the extension creates namespaces in a cluster, and for what. */
export type Management = Pick<ClusterEntry, 'managed' | 'namespacePerEnvironment'>;

type ManagementItem = vscode.QuickPickItem & { readonly management: Management };

/** The choices, with their texts. */
export function managementItems(): readonly ManagementItem[] {
  return [
    {
      label: l10n.t('Managed, with a namespace for each environment'),
      detail: l10n.t(
        'The extension creates the namespace, with a service account that has admin rights in it.',
      ),
      management: { managed: true, namespacePerEnvironment: true },
    },
    {
      label: l10n.t('Managed, with one namespace for each project'),
      detail: l10n.t('All environments of a project share the namespace.'),
      management: { managed: true, namespacePerEnvironment: false },
    },
    {
      label: l10n.t('Not managed'),
      detail: l10n.t('The extension creates no namespaces and does not change existing ones.'),
      management: { managed: false, namespacePerEnvironment: true },
    },
  ];
}

/** For clusters that are not managed, the other option does not matter. */
export function isSameManagement(a: Management, b: Management): boolean {
  return a.managed === b.managed && (!a.managed || a.namespacePerEnvironment === b.namespacePerEnvironment);
}
