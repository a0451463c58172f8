import {
  isAbsentFromRequest,
  targetsOf,
  type ClusterPlace,
  type Permission,
  type RequestContext,
} from '../policy';
import { AwsError } from '../ports/aws';
import type { Decision, Simulate, Simulated, Simulation } from '../ports/permissions';
import { mapWithConcurrency } from '../map-with-concurrency';

/** What is known of one permission. `partly`: of what it is needed for, only some is allowed. */
export type Access =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'partly'; readonly refused: readonly string[]; readonly why: Refusal }
  | { readonly kind: 'missing'; readonly why: Refusal }
  /** `keys`: condition keys that policies ask for, and whose values are not known beforehand. */
  | { readonly kind: 'unknown'; readonly keys: readonly string[] };

export type Refusal = Exclude<Decision, 'allowed'>;

export type AccessTable = ReadonlyMap<Permission, Access>;

/** IAM names no limit; results come a hundred a page. */
const ACTIONS_A_CALL = 50;

/** IAM allows few calls a second, and counts them for the whole account. */
const CALLS_AT_ONCE = 8;

/** Has all of it simulated by the first one who may. @returns `undefined` where none may */
export async function simulateAccess(
  permissions: readonly Permission[],
  cluster: ClusterPlace,
  simulators: readonly Simulate[],
  signal: AbortSignal,
): Promise<AccessTable | undefined> {
  return firstAvailable(simulators, (simulate) => simulateWith(simulate, permissions, cluster, signal));
}

/** What the first one who may simulate finds out; `undefined` where none may. */
export async function firstAvailable<T>(
  simulators: readonly Simulate[],
  ask: (simulate: Simulate) => Promise<T>,
): Promise<T | undefined> {
  for (const simulate of simulators) {
    try {
      return await ask(simulate);
    } catch (error) {
      // Refused in whatever words: somebody else may know, and probes may show.
      if (!(error instanceof AwsError) || error.isTransient) throw error;
    }
  }
  return undefined;
}

async function simulateWith(
  simulate: Simulate,
  permissions: readonly Permission[],
  cluster: ClusterPlace,
  signal: AbortSignal,
): Promise<AccessTable> {
  const answers = await mapWithConcurrency(
    simulationsFor(permissions, cluster),
    CALLS_AT_ONCE,
    async (simulation) =>
      (await simulate(simulation, signal)).map((simulated) => ({
        key: keyOf(simulated.action, simulated.resource, simulation.context),
        answer: answerOf(simulated, simulation.context),
      })),
  );
  const byKey = new Map(answers.flat().map(({ key, answer }) => [key, answer]));
  return new Map(
    permissions.map((permission) => {
      const found = targetsOf(permission, cluster).map(({ resource, context }) => ({
        resource,
        answer: byKey.get(keyOf(permission.action, resource, context)) ?? NO_ANSWER,
      }));
      return [permission, accessOf(found)];
    }),
  );
}

/** What a simulation says of one request. */
type Answer =
  | { readonly kind: 'decided'; readonly decision: Decision }
  | { readonly kind: 'undecided'; readonly keys: readonly string[] };

const NO_ANSWER: Answer = { kind: 'undecided', keys: [] };

/**
 * A decision for want of a condition key is none, save where the real request lacks the key as well. What IAM simulates of
 * an organization has no conditions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
export function answerOf({ decision, missing = [] }: Simulated, context: RequestContext): Answer {
  const keys = missing.filter((key) => !isAbsentFromRequest(key, context));
  if (keys.length === 0 || decision === 'deniedByOrganization') return { kind: 'decided', decision };
  return { kind: 'undecided', keys };
}

function accessOf(found: readonly { readonly resource: string; readonly answer: Answer }[]): Access {
  const refused = found.flatMap(({ resource, answer }) =>
    answer.kind === 'undecided' || answer.decision === 'allowed' ? [] : [{ resource, why: answer.decision }],
  );
  const [first] = refused;
  if (first && refused.length === found.length) return { kind: 'missing', why: first.why };
  if (first)
    return {
      kind: 'partly',
      why: first.why,
      refused: [...new Set(refused.map(({ resource }) => resource))],
    };
  const undecided = found.flatMap(({ answer }) => (answer.kind === 'undecided' ? [answer.keys] : []));
  return undecided.length === 0
    ? { kind: 'allowed' }
    : { kind: 'unknown', keys: [...new Set(undecided.flat())] };
}

interface Question {
  readonly resources: readonly string[];
  readonly context: Simulation['context'];
  readonly actions: readonly string[];
}

/** As few calls as possible: permissions on the same resources, in the same context, share one. */
function simulationsFor(permissions: readonly Permission[], cluster: ClusterPlace): readonly Simulation[] {
  const single = permissions.flatMap((permission) =>
    targetsOf(permission, cluster).map(({ resource, context }): Question => ({
      resources: [resource],
      context,
      actions: [permission.action],
    })),
  );
  const ofOneTarget = joined(single, ({ resources, context }) => [resources, context]);
  return joined(ofOneTarget, ({ actions, context }) => [actions, context]).flatMap(
    ({ actions, resources, context }) =>
      batches(actions).map((batch) => ({
        roleArn: cluster.provisionRole,
        actions: batch,
        resources,
        context,
      })),
  );
}

/** Makes one question of those that are alike. */
function joined(
  questions: readonly Question[],
  likeness: (question: Question) => unknown,
): readonly Question[] {
  const byLikeness = new Map<string, Question>();
  for (const question of questions) {
    const key = JSON.stringify(likeness(question));
    const { resources = [], actions = [] } = byLikeness.get(key) ?? {};
    byLikeness.set(key, {
      context: question.context,
      resources: [...new Set([...resources, ...question.resources])],
      actions: [...new Set([...actions, ...question.actions])],
    });
  }
  return [...byLikeness.values()];
}

function batches(actions: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(actions.length / ACTIONS_A_CALL);
  return Array.from({ length: count }, (_, i) => actions.slice(i * ACTIONS_A_CALL, (i + 1) * ACTIONS_A_CALL));
}

/** IAM writes actions as it pleases. */
function keyOf(action: string, resource: string, context: Simulation['context']): string {
  return JSON.stringify([action.toLowerCase(), resource, context]);
}
