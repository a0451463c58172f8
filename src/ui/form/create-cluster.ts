import { randomUUID } from 'node:crypto';
import { userError } from '../../core/errors/catalogue';
import { stackName } from '../../core/naming';
import type { Creation } from '../../core/operation/operation';
import type { Operations } from '../../core/operation/operations';
import { stackTaken } from '../../core/operation/request-stack';
import type { ProvisionSession } from '../../core/ports/aws';
import type { LevelOption } from '../../core/registry/target';
import type { ClusterSpec } from '../../core/spec/cluster-spec';
import type { Draft } from '../../core/spec/draft';
import type { CreateAnswer } from '../../protocol/messages';
import type { KubectlAccess } from '../kubectl-access';
import type { Settings } from '../settings';
import type { DraftCheck, Provisioner } from './draft-check';

/** From the draft of the form to an operation under way. */
export class CreateCluster {
  constructor(
    private readonly drafts: DraftCheck,
    private readonly settings: Settings,
    private readonly access: KubectlAccess,
    private readonly operations: Operations,
  ) {}

  /** @param provisioner with all that the role may */
  async create(draft: Draft, provisioner: Provisioner, signal: AbortSignal): Promise<CreateAnswer> {
    const checked = await this.drafts.check(draft, provisioner, signal);
    if (checked.kind === 'invalid') return checked;
    const { spec, level } = checked;
    await checkNames(spec.name, provisioner.session, signal);
    const operation = await this.operation(spec, level, provisioner, draft.writeProfile);
    return { kind: 'started', operation: await this.operations.start(operation) };
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

/** Both names, before anything is created: AWS itself would say so after minutes. */
async function checkNames(name: string, session: ProvisionSession, signal: AbortSignal): Promise<void> {
  const [cluster, stack] = await Promise.all([
    session.clusters.describe(name, signal),
    session.stacks.describe(stackName(name), signal),
  ]);
  if (cluster) throw userError('cluster-name-taken', { name, region: session.region });
  if (stack) throw stackTaken(stack);
}
