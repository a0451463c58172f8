import * as l10n from '@vscode/l10n';
import type { ClusterEntry } from '../../core/registry/entry';
import type { scopeProblem } from '../../core/registry/environment-scope';
import { isSameManagement, managementItems, type Management } from '../management';
import { chooseFrom, typeText } from '../quick-input';

/** @returns the scope, trimmed; `undefined` when the user changed their mind */
export async function askScope(
  { name, environmentScope }: Pick<ClusterEntry, 'name' | 'environmentScope'>,
  problemOf: (scope: string) => ReturnType<typeof scopeProblem>,
): Promise<string | undefined> {
  const scope = await typeText({
    title: l10n.t('Environment scope of cluster {0}', name),
    prompt: l10n.t('Enter * for all environments, one such as production, or a pattern such as review/*.'),
    value: environmentScope,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const problem = problemOf(text.trim());
      return problem && `${problem.message} ${problem.remedy}`;
    },
  });
  return scope?.trim();
}

/** @returns `undefined` when the user changed their mind, or nothing */
export async function pickManagement(entry: ClusterEntry): Promise<Management | undefined> {
  const items = managementItems().map((item) => ({
    ...item,
    description: isSameManagement(item.management, entry) ? l10n.t('current') : undefined,
  }));
  const title = l10n.t('Namespaces of cluster {0}', entry.name);
  const picked = (await chooseFrom(items, { title }))?.management;
  return picked && !isSameManagement(picked, entry) ? picked : undefined;
}
