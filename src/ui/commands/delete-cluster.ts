import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Deletion } from '../../core/operation/operation';
import type { Operations } from '../../core/operation/run/operations';
import { planDeletion, type DeletionPlan } from '../../core/operation/delete/plan-deletion';
import type { OwnRecords } from '../../core/operation/stack-ownership';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import type { EksEntry } from '../../core/registry/entry';
import { isSameLevel } from '../../core/registry/target';
import type { ClusterRow } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import { findFileWith } from '../kubeconfig-file';
import { kubeconfigPathsOf } from '../levels';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';
import { typeText } from '../quick-input';
import { runCancellable } from '../run-cancellable';

interface DeleteClusterDeps {
  readonly operations: Operations;
  readonly connector: ClusterConnector;
  readonly records: () => Promise<OwnRecords>;
  readonly settings: Settings;
  readonly kubeconfig: Pick<KubeconfigPort, 'holds'>;
  readonly notifier: Notifier;
}

/**
 * *Delete Cluster…*: shows what goes and what stays, has the name typed, and starts the operation. Where nothing proves
 * that the stack is ours, the dialog says so, and it is the stack's name that is typed, whatever the setting.
 */
export class DeleteCluster {
  constructor(private readonly deps: DeleteClusterDeps) {}

  async run(row: ClusterRow<EksEntry>): Promise<void> {
    const plan = await this.plan(row);
    if (!plan || !(await this.isConfirmed(row, plan))) return;
    const kept = await this.keptOperation(row, plan);
    if (kept) await this.deps.operations.decide(kept.id, { kind: 'delete' });
    else await this.deps.operations.start(await this.deletion(row, plan));
  }

  /** @returns `undefined` when the user did not want to wait for it */
  private async plan(row: ClusterRow<EksEntry>): Promise<DeletionPlan | undefined> {
    const { connector, notifier, records } = this.deps;
    const title = l10n.t('Finding resources that belong to cluster {0}', row.entry.name);
    return runCancellable(notifier, title, async (cancelled) => {
      const session = await connector.session(row.entry);
      const api = () => connector.connect(row.entry, cancelled);
      return planDeletion(row.entry, { session, api, records }, cancelled);
    });
  }

  private async isConfirmed({ entry: { name } }: ClusterRow, plan: DeletionPlan): Promise<boolean> {
    const question = l10n.t('Delete cluster {0}?', name);
    const detail = [
      ...plan.doubts,
      l10n.t('This cannot be undone. CloudFormation will delete: {0}.', plan.resources.join(', ')),
      ...plan.leftovers,
      ...(plan.leftovers.length > 0
        ? [l10n.t('To remove these too, delete their Services and PersistentVolumeClaims first.')]
        : []),
    ];
    const agree = l10n.t('Delete Cluster');
    if (!(await this.deps.notifier.confirm({ question, detail, agree }))) return false;
    if (plan.doubts.length > 0) return isTyped(name, stackNameTyping(plan));
    return (
      this.deps.settings.deleteConfirmation === 'click' || (await isTyped(name, clusterNameTyping(name)))
    );
  }

  /** What was kept after a failure is deleted as that operation, or it would be kept beside its own deletion. */
  private async keptOperation({ kept, level }: ClusterRow, { claim, stackArn }: DeletionPlan) {
    const operation = kept && (await this.deps.operations.find(kept.id));
    if (!operation || !isSameLevel(operation.target.level, level) || claim.kind === 'agreed')
      return undefined;
    const { stack } = operation;
    return stack.step === 'failed' && stack.arn === stackArn ? operation : undefined;
  }

  private async deletion(
    { clusterId, entry, level }: ClusterRow<EksEntry>,
    { owner, claim, stackArn, leftovers }: DeletionPlan,
  ): Promise<Deletion> {
    const { kubeconfig, settings } = this.deps;
    const { name: clusterName, accountId, partition } = entry;
    const kubeconfigPath = await findFileWith(clusterId, kubeconfigPathsOf(level, settings), kubeconfig);
    return {
      id: randomUUID(),
      kind: 'delete',
      owner,
      claim,
      startedAt: Date.now(),
      attempt: 1,
      clusterName,
      role: this.deps.connector.role(entry),
      accountId,
      partition,
      target: { level, kubeconfigPath },
      stack: { step: 'requested', arn: stackArn },
      attached: true,
      notes: leftovers,
    };
  }
}

interface Typing {
  readonly expected: string;
  readonly prompt: string;
  readonly mistake: string;
}

function clusterNameTyping(name: string): Typing {
  return {
    expected: name,
    prompt: l10n.t('Type the cluster’s name to confirm.'),
    mistake: l10n.t('That is not the name of the cluster.'),
  };
}

function stackNameTyping({ stackName }: DeletionPlan): Typing {
  return {
    expected: stackName,
    prompt: l10n.t('This stack may not be yours. Type the stack’s name to confirm.'),
    mistake: l10n.t('That is not the name of the stack.'),
  };
}

async function isTyped(cluster: string, { expected, prompt, mistake }: Typing): Promise<boolean> {
  const typed = await typeText({
    title: l10n.t('Delete Cluster {0}', cluster),
    prompt,
    placeHolder: expected,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' || text === expected ? undefined : mistake),
  });
  return typed === expected;
}
