import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { userError } from '../../core/errors/catalogue';
import { stackName } from '../../core/naming';
import type { Operation } from '../../core/operation/operation';
import { stackTaken } from '../../core/operation/request-stack';
import type { OptionsPort, ProvisionRole, ProvisionSession } from '../../core/ports/aws';
import type { OwnPrincipal } from '../../core/sign-in/own-principal';
import type { LevelOption } from '../../core/registry/target';
import type { Draft, DraftProblems } from '../../core/spec/draft';
import { toSpec, validateDraft, type DraftFacts } from '../../core/spec/validate';
import type { CreateAnswer } from '../../protocol/messages';
import { levelOptions } from '../levels';
import type { KubectlAccess } from '../kubectl-access';
import type { Operations } from '../operations';
import type { Settings } from '../settings';

/** What the form is authenticated for, with all that the role may. */
interface Provisioner {
  readonly provisionRole: ProvisionRole;
  readonly session: ProvisionSession;
  readonly ownPrincipal: OwnPrincipal;
}

/** From the draft of the form to an operation under way. */
export class CreateCluster {
  constructor(
    private readonly settings: Settings,
    private readonly access: KubectlAccess,
    private readonly operations: Operations,
  ) {}

  async create(draft: Draft, provisioner: Provisioner, signal: AbortSignal): Promise<CreateAnswer> {
    const { provisionRole, session, ownPrincipal } = provisioner;
    const levels = levelOptions(this.settings);
    const level = levels.find((option) => option.id === draft.level);
    const facts = { ...(await this.facts(draft, session.options, levels, signal)), ownPrincipal };
    const problems = { ...validateDraft(draft, facts), ...authenticationProblems(draft, provisionRole) };
    if (Object.keys(problems).length > 0 || !level) return { kind: 'invalid', problems };
    await checkNames(draft.name.trim(), session, signal);
    const operation = await this.operation(draft, provisioner, level, facts);
    return { kind: 'started', operation: await this.operations.start(operation) };
  }

  /** The host asks AWS itself: what the form says about its lists is not evidence. What it may not ask is unknown. */
  private async facts(
    draft: Draft,
    options: OptionsPort,
    levels: readonly LevelOption[],
    signal: AbortSignal,
  ): Promise<DraftFacts> {
    const known = <T>(answer: Promise<T>): Promise<T | undefined> => answer.catch(() => undefined);
    const { vpcId } = draft;
    const [vpcs, subnets, securityGroups, keyPairs, kubernetesVersions, instanceTypes] = await Promise.all([
      known(options.vpcs(signal)),
      vpcId === '' ? undefined : known(options.subnets(vpcId, signal)),
      vpcId === '' ? undefined : known(options.securityGroups(vpcId, signal)),
      known(options.keyPairs(signal)),
      known(options.kubernetesVersions(signal)),
      known(options.instanceTypes(signal)),
    ]);
    const takenScopes = this.settings.scopesAt(
      levels.find(({ id }) => id === draft.level)?.level,
      draft.name.trim(),
    );
    const lists = { vpcs, subnets, securityGroups, keyPairs, kubernetesVersions, instanceTypes };
    return { ...lists, takenScopes, levels: levels.map(({ id }) => id) };
  }

  private async operation(
    draft: Draft,
    { provisionRole: role, session }: Provisioner,
    level: LevelOption,
    facts: DraftFacts,
  ): Promise<Operation> {
    return {
      id: randomUUID(),
      kind: 'create',
      startedAt: Date.now(),
      spec: toSpec(draft, facts),
      role,
      accountId: session.accountId,
      partition: session.partition,
      target: {
        level: level.level,
        kubeconfigPath: level.kubeconfigPath,
        credential: await this.access.credential(role, draft.writeProfile),
        setCurrentContext: this.settings.setsCurrentContext,
      },
      stack: { step: 'requested' },
      clusterConfigured: false,
      attached: false,
      notes: [],
    };
  }
}

/** The session is for one role and one region; a draft that names others has to authenticate again. */
function authenticationProblems(draft: Draft, { roleArn, region }: ProvisionRole): DraftProblems {
  const problem = {
    message: l10n.t('This is not what the form is authenticated for.'),
    remedy: l10n.t('Choose Authenticate with AWS again.'),
  };
  if (draft.roleArn.trim() !== roleArn) return { roleArn: problem };
  return draft.region.trim() === region ? {} : { region: problem };
}

/** Both names, before anything is created: AWS itself would say so after minutes. */
async function checkNames(name: string, session: ProvisionSession, signal: AbortSignal): Promise<void> {
  const [cluster, stack] = await Promise.all([
    session.clusters.describe(name, signal),
    session.stacks.describe(stackName(name), signal),
  ]);
  if (cluster) throw userError('cluster-name-taken', { name, region: session.region });
  if (stack) throw stackTaken(stack);
}
