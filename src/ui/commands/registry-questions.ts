import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ClusterEntry } from '../../core/registry/entry';
import type { scopeProblem } from '../../core/registry/scope';

/** @returns the scope, trimmed; `undefined` when the user changed their mind */
export async function askScope(
  { name, environmentScope }: Pick<ClusterEntry, 'name' | 'environmentScope'>,
  problemOf: (scope: string) => ReturnType<typeof scopeProblem>,
): Promise<string | undefined> {
  const scope = await vscode.window.showInputBox({
    title: l10n.t('Environment scope of cluster {0}', name),
    prompt: l10n.t('* for all environments, one such as production, or a pattern such as review/*.'),
    value: environmentScope,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const problem = problemOf(text.trim());
      return problem && `${problem.message} ${problem.remedy}`;
    },
  });
  return scope?.trim();
}

type Management = Pick<ClusterEntry, 'managed' | 'namespacePerEnvironment'>;

/** @returns `undefined` when the user changed their mind, or nothing */
export async function pickManagement({
  name,
  managed,
  namespacePerEnvironment,
}: ClusterEntry): Promise<Management | undefined> {
  const choices: readonly (vscode.QuickPickItem & { readonly management: Management })[] = [
    {
      label: l10n.t('A namespace for each environment'),
      detail: l10n.t('The extension makes it, with a service account that is admin in it.'),
      management: { managed: true, namespacePerEnvironment: true },
    },
    {
      label: l10n.t('One namespace for each project'),
      detail: l10n.t('All environments of a folder share it.'),
      management: { managed: true, namespacePerEnvironment: false },
    },
    {
      label: l10n.t('Not managed'),
      detail: l10n.t('The extension makes no namespaces and leaves alone those that are there.'),
      management: { managed: false, namespacePerEnvironment },
    },
  ];
  const isNow = ({ management }: (typeof choices)[number]) =>
    management.managed === managed &&
    (!managed || management.namespacePerEnvironment === namespacePerEnvironment);
  const items = choices.map((choice) => ({
    ...choice,
    description: isNow(choice) ? l10n.t('as it is now') : undefined,
  }));
  const title = l10n.t('Namespaces of cluster {0}', name);
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked && !isNow(picked) ? picked.management : undefined;
}
