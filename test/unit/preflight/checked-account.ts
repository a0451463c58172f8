import { provisionPolicy, type Extra, type PolicyDocument, type Statement } from '../../../src/core/policy';
import type { Check, CheckId, CheckPorts, Finding } from '../../../src/core/preflight';
import { CHECKS } from '../../../src/core/preflight/checks';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import { createKey } from '../../sandbox/kms/keys';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { KEYS } from '../../sandbox/seed/limits';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';

const EXTRAS = ['kmsKey', 'spot'] as const;

/** One for each use: Node warns of an eleventh listener on one signal. */
export function never(): AbortSignal {
  return new AbortController().signal;
}

/** A simulated account, a role with the published policy, and a draft of which pre-flight finds nothing to say. */
export class CheckedAccount {
  private count = 0;

  private constructor(
    readonly sandbox: Sandbox,
    readonly ports: CheckPorts,
    readonly good: Draft,
  ) {}

  static async start(): Promise<CheckedAccount> {
    const sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    const ports = await portsOf(sandbox, { name: 'eks-preflight', policy: published(EXTRAS) });
    return new CheckedAccount(sandbox, ports, await goodDraft(sandbox, ports.session));
  }

  stop(): Promise<void> {
    return this.sandbox.stop();
  }

  asked<T>(ask: () => Promise<T>): Promise<T> {
    return withAws({ variables: this.sandbox.env }, ask);
  }

  /** Those of a role that may do all that is published but for one action. */
  portsWithout(action: string): Promise<CheckPorts> {
    const policy = published(EXTRAS);
    const deny: Statement = { Effect: 'Deny', Action: action, Resource: '*' };
    return this.portsWith({ ...policy, Statement: [...policy.Statement, deny] });
  }

  /** Those of a role that may do what the policy says. */
  portsWith(policy: PolicyDocument): Promise<CheckPorts> {
    return portsOf(this.sandbox, { name: `eks-preflight-${(this.count += 1)}`, policy });
  }

  find(id: CheckId, draft: Draft, ports: CheckPorts = this.ports): Promise<Finding> {
    return this.asked(() => checkOf(id).run(ports, draft, never()));
  }

  /** What is red, with its sentence, of all checks but that of permissions, which has tests of its own. */
  async redOnes(draft: Draft, ports: CheckPorts = this.ports): Promise<readonly string[]> {
    const checks = CHECKS.filter(({ id, appliesTo }) => id !== 'permissions' && appliesTo?.(draft) !== false);
    const found = await this.asked(() =>
      Promise.all(
        checks.map(async (each) => ({ id: each.id, finding: await each.run(ports, draft, never()) })),
      ),
    );
    return found.flatMap(({ id, finding }) => (finding.kind === 'failed' ? [`${id}: ${finding.found}`] : []));
  }
}

function checkOf(id: CheckId): Check {
  const found = CHECKS.find((each) => each.id === id);
  if (!found) throw new Error(`There is no check ${id}.`);
  return found;
}

/** What cloud teams are given for managed nodes. */
export function published(extras: readonly Extra[]): PolicyDocument {
  return provisionPolicy({
    compute: ['managed'],
    extras: [...extras, 'deploy'],
    includeDelete: true,
    serviceRole: 'eks-service-*',
    provisionRole: 'eks-preflight*',
  });
}

async function portsOf(
  sandbox: Sandbox,
  role: { readonly name: string; readonly policy: PolicyDocument },
): Promise<CheckPorts> {
  const roleArn = seedProvisionRole(sandbox, role);
  const session = await withAws({ variables: sandbox.env }, () => assumeProvisionRole(roleArn, 'reading'));
  return { session, roleArn, simulators: [session.permissions.simulate] };
}

async function goodDraft(sandbox: Sandbox, { options }: ProvisionSession): Promise<Draft> {
  const [vpcId, subnets, [securityGroup]] = await withAws({ variables: sandbox.env }, async () => {
    const all = await options.vpcs(never());
    const id = all.find(({ name }) => name === 'production')?.id ?? '';
    return [id, await options.subnets(id, never()), await options.securityGroups(id, never())] as const;
  });
  return {
    ...EMPTY_DRAFT,
    name: 'shop',
    region: REGION,
    serviceRoleArn: sandbox.serviceRoleArn,
    keyPair: 'developer',
    vpcId,
    subnetIds: subnets.filter(({ name }) => name?.startsWith('private')).map(({ id }) => id),
    securityGroupId: securityGroup?.id ?? '',
    instanceType: 'm6i.large',
    kmsKeyArn: createKey(sandbox.clusters, REGION, KEYS.good),
  };
}
