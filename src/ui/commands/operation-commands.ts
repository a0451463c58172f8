import * as l10n from '@vscode/l10n';
import { userError } from '../../core/errors/catalogue';
import type { Decision, Creation, Deletion } from '../../core/operation/operation';
import type { Operations } from '../../core/operation/run/operations';
import { isFailure, type OperationView } from '../../core/operation/view';
import { isAttachable, isCancelable, isFailed, isForgettable, isKeepable } from '../operation-capabilities';
import { scopeProblem } from '../../core/registry/environment-scope';
import type { LevelOption } from '../../core/registry/target';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';
import type { Handlers } from './commands';
import { pickOperation } from './pick-operation';
import { chooseFrom } from '../quick-input';
import { levelItems } from '../levels';

export interface OperationCommandDeps {
  readonly operations: Operations;
  readonly notifier: Notifier;
  readonly levels: () => readonly LevelOption[];
  readonly settings: Pick<Settings, 'scopesAt'>;
  /** Opens the form on what failed. */
  readonly openForm: (failed: Creation, view: OperationView) => Promise<void>;
}

/** Commands for running and failed operations. */
export class OperationCommands {
  constructor(private readonly deps: OperationCommandDeps) {}

  readonly handlers = {
    'eks.cancelOperation': (argument) => this.cancel(argument),
    'eks.retryOperation': (argument) => this.retry(argument),
    'eks.deleteFailedCluster': (argument) => this.deleteFailedCluster(argument),
    'eks.keepResources': (argument) => this.keep(argument),
    'eks.forgetOperation': (argument) => this.forget(argument),
    'eks.attachCluster': (argument) => this.attach(argument),
  } satisfies Partial<Handlers>;

  /** Asks whether to stop watching or to cancel, which are different things. */
  private async cancel(argument: unknown): Promise<void> {
    const view = await pickOperation(this.deps.operations, argument, isCancelable);
    if (!view) return;
    const remove = l10n.t('Delete What Exists');
    const answer = await this.deps.notifier.ask({
      question: l10n.t('Cancel creating cluster {0}?', view.clusterName),
      detail: l10n.t(
        'AWS can continue in the background while nothing is watching. Or CloudFormation can stop and delete what it has created so far, which takes a few minutes.',
      ),
      answers: [remove],
      close: l10n.t('Keep Provisioning in the Background'),
    });
    if (answer === remove) await this.deps.operations.decide(view.id, { kind: 'delete' });
  }

  private async deleteFailedCluster(argument: unknown): Promise<void> {
    const view = await pickOperation(this.deps.operations, argument, isFailed);
    if (!view || !isFailure(view.state)) return;
    const { leftovers } = view.state;
    if (leftovers.kind === 'nothing') {
      await this.deps.operations.decide(view.id, { kind: 'keep' });
      return;
    }
    const remove = l10n.t('Delete Everything');
    const answer = await this.deps.notifier.ask({
      question: l10n.t('Delete everything that was created for cluster {0}?', view.clusterName),
      detail: l10n.t(
        'CloudFormation will delete the stack {0} and everything in it. {1} This cannot be undone.',
        leftovers.stackName,
        leftovers.cost,
      ),
      answers: [remove],
    });
    if (answer === remove) await this.deps.operations.decide(view.id, { kind: 'delete' });
  }

  /** Keeps the resources. If there are none, the row disappears. */
  private async keep(argument: unknown): Promise<void> {
    const view = await pickOperation(this.deps.operations, argument, isKeepable);
    if (view) await this.deps.operations.decide(view.id, { kind: 'keep' });
  }

  /** Removes a row whose resources can no longer be read or deleted from here. */
  private async forget(argument: unknown): Promise<void> {
    const view = await pickOperation(this.deps.operations, argument, isForgettable);
    if (view?.state.kind !== 'kept') return;
    const { cost, stackName } = view.state.leftovers;
    const forget = l10n.t('Stop Showing');
    const answer = await this.deps.notifier.ask({
      question: l10n.t('Stop showing what is kept of cluster {0}?', view.clusterName),
      detail: l10n.t('The stack {0} remains in AWS, and this view no longer shows it. {1}', stackName, cost),
      answers: [forget],
    });
    if (answer === forget) await this.deps.operations.decide(view.id, { kind: 'forget' });
  }

  /** Configures the cluster elsewhere, for example because its folder is gone. */
  private async attach(argument: unknown): Promise<void> {
    const view = await pickOperation(this.deps.operations, argument, isAttachable);
    if (!view) return;
    const items = levelItems(this.deps.levels());
    const title = l10n.t('Where should cluster {0} be configured?', view.clusterName);
    const picked = await chooseFrom(items, { title });
    if (!picked) return;
    const { level, kubeconfigPath } = picked.option;
    const operation = await this.deps.operations.find(view.id);
    if (operation?.kind !== 'create') throw userError('operation-gone');
    const { environmentScope, name } = operation.spec;
    const cluster = { ...operation, name, region: operation.role.region };
    const problem = scopeProblem(environmentScope, this.deps.settings.scopesAt(level, cluster));
    if (problem) throw userError('cluster-not-attached', { name, ...problem });
    await this.deps.operations.decide(view.id, { kind: 'attach', level, kubeconfigPath });
  }

  private async retry(argument: unknown): Promise<void> {
    const view = await pickOperation(this.deps.operations, argument, isFailed);
    if (!view) return;
    const operation = await this.deps.operations.find(view.id);
    switch (operation?.kind) {
      case 'create':
        return this.deps.openForm(operation, view);
      case 'delete':
        return this.deps.operations.decide(view.id, again(operation));
      case undefined:
        throw userError('operation-gone');
    }
  }
}

/** A queued retry stays queued. */
function again({ next }: Deletion): Decision {
  return next ? { kind: 'retry', spec: next.spec } : { kind: 'delete' };
}
