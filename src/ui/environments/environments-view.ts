import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { counted } from '../../core/counted';
import { inBackground, type Report } from '../../core/background';
import { failingIn } from '../../core/environments/view-rows';
import type { LateView } from '../tree/late-view';
import type { EnvironmentElement } from './environment-element';
import { EnvironmentsModel } from './environments-model';
import { ModelTargets } from './model-targets';
import { EnvironmentsTree } from './environments-tree';

export { EnvironmentsModel, ModelTargets };

/** Why the view has nothing to show, for its welcome. */
type Emptiness = 'noFolder' | 'unserved' | 'undeployed' | 'none';

type View = Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility' | 'badge'>;

/** Looks while the view is seen, counts what fails in its badge, and says why it is empty. */
export function fillEnvironmentsView(
  late: Pick<LateView<EnvironmentElement>, 'follow'> & { readonly view: View },
  model: EnvironmentsModel,
  report: Report,
) {
  const { view } = late;
  const tree = new EnvironmentsTree(model);
  let looking: { dispose(): void } | undefined;
  const follow = (isVisible: boolean) => {
    if (isVisible) looking ??= model.look();
    else {
      looking?.dispose();
      looking = undefined;
    }
  };
  let emptiness: Emptiness | undefined;
  const show = () => {
    updateBadge(view, failingIn(model.projects));
    const now = emptinessOf(model, tree);
    if (now === emptiness) return;
    emptiness = now;
    inBackground(async () => {
      await vscode.commands.executeCommand('setContext', 'eks.environments.empty', now);
    }, report);
  };
  const subscriptions = vscode.Disposable.from(
    view.onDidChangeVisibility(({ visible }) => follow(visible)),
    model.onDidChange(show),
    late.follow(tree),
    tree,
    { dispose: () => looking?.dispose() },
  );
  follow(view.visible);
  return { tree, disposable: subscriptions };
}

function updateBadge(view: View, value: number): void {
  const tooltip = counted(value, {
    one: l10n.t('1 environment is failing'),
    many: l10n.t('{0} environments are failing', value),
  });
  if ((view.badge?.value ?? 0) !== value) view.badge = value === 0 ? undefined : { value, tooltip };
}

function emptinessOf({ projects }: EnvironmentsModel, { isEmpty }: EnvironmentsTree): Emptiness {
  if (projects.length === 0) return 'noFolder';
  if (projects.every(({ clusters }) => clusters.length === 0)) return 'unserved';
  return isEmpty ? 'undeployed' : 'none';
}
