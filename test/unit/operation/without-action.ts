import { stackName } from '../../../src/core/naming';
import { provisionPolicy, type Feature, type PolicyDocument } from '../../../src/core/policy';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import type { Compute } from '../../../src/core/cluster-form/cluster-spec';
import { defaultVariant, templateBody } from '../../../src/core/template';
import { FakeKubernetes } from '../../fakes/kubernetes';
import type { Sandbox } from '../../sandbox/sandbox';
import { REGION } from '../sandbox/clients';
import {
  assumeRoleWith,
  clusterRoleArn,
  COMPUTE,
  createCluster,
  deleteCluster,
  never,
  serviceRoleFor,
} from '../sandbox/cluster-life';

/** A cluster whose role may do all that its policy says but for one action. */
export interface MissingPermission {
  readonly action: string;
  readonly compute: Compute['kind'];
  /** What the action is for; nothing else is tried. */
  readonly features: readonly Feature[];
}

interface LifecycleContext {
  readonly sandbox: Sandbox;
  readonly session: ProvisionSession;
  readonly roleArn: string;
  readonly name: string;
  readonly compute: Compute['kind'];
}

/** What we do in the life of a cluster, in this order, and for which features that has to be done. */
const STEPS: readonly {
  readonly features: readonly Feature[];
  readonly take: (life: LifecycleContext) => Promise<unknown>;
}[] = [
  { features: ['form', 'preflight'], take: fillForm },
  { features: ['create', 'watch', 'explain', 'retry', 'delete'], take: create },
  { features: ['retry'], take: update },
  { features: ['view'], take: ({ session, name }) => session.clusters.addOns(name, never()) },
  { features: ['delete'], take: (life) => deleteCluster(life.sandbox, life) },
];

/**
 * Lives a cluster's life through the real adapters, up to the first error of AWS that names the action.
 * @param watcher may read all stacks, to see of each what CloudFormation says there
 * @returns whether there was one
 */
export async function isMissed(
  sandbox: Sandbox,
  watcher: ProvisionSession,
  lack: MissingPermission,
): Promise<boolean> {
  const name = `${lack.compute}-${lack.action.replace(':', '-')}`;
  const roleName = `eks-without-${name}`.slice(0, 64);
  const roleArn = clusterRoleArn(sandbox, roleName);
  const policy = without(lack.action, policyFor(sandbox, lack.compute, roleArn));
  const session = await assumeRoleWith(sandbox, { name: roleName, policy });
  const life: LifecycleContext = { sandbox, session, roleArn, name, compute: lack.compute };
  const refusal = new RegExp(`not authorized to perform: ${lack.action}\\b`);
  for (const { features, take } of STEPS) {
    if (!features.some((feature) => lack.features.includes(feature))) continue;
    await take(life).catch(() => undefined); // looked for below, where every error of AWS is
    const errors = [...answersTo(sandbox, roleName), ...(await stackReasons(watcher, stackName(name)))];
    if (errors.some((error) => refusal.test(error))) return true;
  }
  return false;
}

function policyFor(sandbox: Sandbox, compute: Compute['kind'], provisionRole: string): PolicyDocument {
  return provisionPolicy({
    compute: [compute],
    includeDelete: true,
    serviceRole: serviceRoleFor(sandbox, compute),
    provisionRole,
    partition: 'aws',
    accountId: sandbox.clusters.id,
    region: REGION,
  });
}

function without(action: string, policy: PolicyDocument): PolicyDocument {
  const statements = policy.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((each) => each !== action),
  }));
  return { ...policy, Statement: statements.filter(({ Action }) => Action.length > 0) };
}

async function fillForm({ session, roleArn }: LifecycleContext): Promise<void> {
  const { options, permissions } = session;
  const simulation = { roleArn, actions: ['eks:CreateCluster'], resources: ['*'], context: {} };
  await Promise.allSettled([
    session.regionAccess(never()),
    permissions.simulate(simulation, never()),
    options.kubernetesVersions(never()),
    options.serviceRoles(never()),
    options.keyPairs(never()),
    options.vpcs(never()),
    options.subnets('vpc-0', never()),
    options.securityGroups('vpc-0', never()),
    options.instanceTypes(never()),
    session.vpcDns('vpc-0', never()),
    session.zonesOffering('m6i.large', never()),
    session.clusters.list(never()),
    session.quota({ service: 'eks', code: 'L-1194D53C' }, never()),
    session.stacks.validate('{}', never()),
  ]);
}

function create({ sandbox, session, roleArn, name, compute }: LifecycleContext): Promise<unknown> {
  const kubernetes = new FakeKubernetes();
  kubernetes.nodeList = ['one', 'two'].map((node) => ({ name: node, ready: true }));
  return createCluster(sandbox, { session, roleArn, name, compute: COMPUTE[compute] }, kubernetes);
}

/** With what it has already: what CloudFormation would then change needs permissions of its own. */
async function update({ session: { stacks }, name, compute }: LifecycleContext): Promise<unknown> {
  const stack = await stacks.describe(stackName(name), never());
  if (!stack) return undefined;
  const { arn: stackArn, parameters, tags } = stack;
  return stacks.update(
    {
      stackArn,
      parameters,
      tags,
      templateBody: templateBody(defaultVariant(compute)),
      capability: 'CAPABILITY_IAM',
      clientRequestToken: `update-${name}`,
    },
    never(),
  );
}

/** Errors that AWS has answered to the role's calls. */
function answersTo({ requests }: Sandbox, roleName: string): readonly string[] {
  return requests.flatMap(({ caller, error }) =>
    error !== undefined && caller.includes(`/${roleName}/`) ? [error] : [],
  );
}

async function stackReasons({ stacks }: ProvisionSession, stack: string): Promise<readonly string[]> {
  const found = await stacks.describe(stack, never());
  const events = found ? await stacks.events(found.arn, () => false, never()) : [];
  return events.flatMap(({ reason }) => reason ?? []);
}
