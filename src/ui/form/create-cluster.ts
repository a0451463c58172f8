import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { userError } from '../../core/errors/catalogue';
import { stackError } from '../../core/operation/errors';
import { stackName } from '../../core/naming';
import type { Creation } from '../../core/operation/operation';
import type { Operations } from '../../core/operation/run/operations';
import { stackTakenError } from '../../core/operation/create/request-stack';
import { fixedProblem, retryPlan } from '../../core/operation/retry-plan';
import { isFailure, type OperationView } from '../../core/operation/view';
import type { ProvisionSession } from '../../core/ports/aws';
import { isSameLevel, type LevelOption } from '../../core/registry/target';
import { toDraft } from '../../core/cluster-form/to-draft';
import type { ClusterSpec } from '../../core/cluster-form/cluster-spec';
import type { Draft, Field } from '../../core/cluster-form/draft';
import type { CreateAnswer, RetryOffer } from '../../protocol/messages';
import type { KubectlAccess } from '../kubectl-access';
import { levelOptions } from '../levels';
import type { Settings } from '../settings';
import type { DraftCheck, Provisioner } from './draft-check';

/** From the draft of the form to an operation in progress. */
export class CreateCluster {
  constructor(
    private readonly drafts: DraftCheck,
    private readonly settings: Settings,
    private readonly access: KubectlAccess,
    private readonly operations: Operations,
  ) {}

  /** @param provisioner with all permissions of the role */
  async create(draft: Draft, provisioner: Provisioner, signal: AbortSignal): Promise<CreateAnswer> {
    const checked = await this.drafts.check(draft, provisioner, signal);
    if (checked.kind === 'invalid') return checked;
    const { spec, level } = checked;
    await checkNames(spec.name, provisioner.session, signal);
    const operation = await this.operation(spec, level, provisioner, draft.writeProfile);
    return { kind: 'started', operation: await this.operations.start(operation) };
  }

  /** The values and the plan that the form shows to retry a failed creation. */
  planRetry(operation: Creation): { readonly draft: Draft; readonly opening: RetryOffer } {
    const { spec, role, target } = operation;
    const levels = levelOptions(this.settings);
    const level = levels.find((option) => isSameLevel(option.level, target.level)) ?? levels[0];
    const { credential } = target;
    const draft = toDraft(spec, {
      roleArn: role.roleArn,
      region: role.region,
      level: level?.id ?? '',
      writeProfile: credential.kind === 'aws-cli' && credential.writeProfile,
    });
    return { draft, opening: { plan: planOf(operation), fault: faultOf(operation) } };
  }

  /** @param provisioner with all permissions of the role */
  async retry(
    failed: Creation,
    draft: Draft,
    provisioner: Provisioner,
    signal: AbortSignal,
  ): Promise<CreateAnswer> {
    const checked = await this.drafts.check(draft, provisioner, signal);
    if (checked.kind === 'invalid') return checked;
    const plan = retryPlan(failed, checked.spec);
    if (plan.kind === 'refused') {
      const { message, remedy } = plan;
      return { kind: 'invalid', problems: { [plan.field]: { message, remedy } } };
    }
    await this.operations.decide(failed.id, { kind: 'retry', spec: checked.spec });
    return { kind: 'started', operation: this.restarted(failed) };
  }

  /** A placeholder view until the window that drives the operation reports. */
  private restarted({ id }: Creation): OperationView {
    const view = this.operations.views.find((shown) => shown.id === id);
    if (!view) throw userError('operation-gone');
    if (!isFailure(view.state)) return view;
    const activity = l10n.t('Starting');
    return { ...view, state: { kind: 'running', activity, isOverdue: false, elapsedMs: 0 } };
  }

  private async operation(
    spec: ClusterSpec,
    level: LevelOption,
    { provisionRole: role, session }: Provisioner,
    writeProfile: boolean,
  ): Promise<Creation> {
    return {
      id: randomUUID(),
      kind: 'create',
      startedAt: Date.now(),
      attempt: 1,
      clusterName: spec.name,
      spec,
      role,
      accountId: session.accountId,
      partition: session.partition,
      target: {
        level: level.level,
        kubeconfigPath: level.kubeconfigPath,
        credential: await this.access.credential(role, writeProfile),
        setCurrentContext: this.settings.setsCurrentContext,
      },
      stack: { step: 'requested' },
      clusterConfigured: false,
      attached: false,
      notes: [],
    };
  }
}

function planOf(operation: Creation): RetryOffer['plan'] {
  const { spec, stack } = operation;
  if (stack.step === 'failed' && stack.arn === undefined) return 'again';
  return retryPlan(operation, spec).kind === 'continue' ? 'continue' : 'recreate';
}

function faultOf(operation: Creation): RetryOffer['fault'] {
  const { stack } = operation;
  if (stack.step !== 'failed' || stack.failure.field === undefined) return undefined;
  const { cause: message, remedy } = stack.failure;
  const field = shownField(stack.failure.field, operation);
  const fixed = fixedProblem(operation, field);
  const advice = fixed ? `${fixed.message} ${fixed.remedy}` : remedy;
  return { field, problem: { message, remedy: advice } };
}

/** The add-ons of a cluster in Auto Mode are chosen in a field of their own. */
function shownField(field: Field, { spec }: Creation): Field {
  return field === 'addOns' && spec.compute.kind === 'auto' ? 'autoAddOns' : field;
}

/** Checks both names before anything is created. AWS would report a conflict minutes later. */
async function checkNames(name: string, session: ProvisionSession, signal: AbortSignal): Promise<void> {
  const [cluster, stack] = await Promise.all([
    session.clusters.describe(name, signal),
    session.stacks.describe(stackName(name), signal),
  ]);
  if (cluster) throw stackError('cluster-name-taken', { name, region: session.region });
  if (stack) throw stackTakenError(stack);
}
