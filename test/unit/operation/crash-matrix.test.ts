import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Decision, Creation, Operation } from '../../../src/core/operation/operation';
import type { OperationView } from '../../../src/core/operation/view';
import { AwsError } from '../../../src/core/ports/aws';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import type { Compute } from '../../../src/core/cluster-form/cluster-spec';
import { MANAGED, SELF_MANAGED_COMPUTE, SPEC } from '../../fakes/cluster-spec';
import type { Fault } from '../../fakes/killable';
import { Machine, type MachineWindow } from '../../fakes/machine';
import { anOperation } from '../../fakes/operation';

/** What somebody does with a cluster, whatever happens in between. */
interface Scenario {
  readonly name: string;
  readonly operation: Operation;
  /** Before it begins. */
  readonly prepare?: (machine: Machine) => Promise<void> | void;
  /** What the user chooses when they see that; the same again if they have to. */
  readonly choose?: (view: OperationView) => Decision | undefined;
}

const computed = (compute: Compute): Creation => anOperation({ spec: { ...SPEC, compute } });
const CREATION = anOperation();

const SCENARIOS: readonly Scenario[] = [
  { name: 'managed nodes', operation: computed(MANAGED) },
  { name: 'Auto Mode', operation: computed({ kind: 'auto' }) },
  { name: 'self-managed nodes', operation: computed(SELF_MANAGED_COMPUTE) },
  {
    name: 'nodes that fail, and are retried',
    operation: CREATION,
    prepare: ({ stacks }) => void (stacks.broken = 'NodeGroup'),
    choose: onFailure({ kind: 'retry', spec: SPEC }),
  },
  {
    name: 'a control plane that fails, and is created again',
    operation: CREATION,
    prepare: ({ stacks }) => void (stacks.broken = 'Cluster'),
    choose: onFailure({ kind: 'retry', spec: SPEC }),
  },
  {
    name: 'nodes that fail, and everything is deleted',
    operation: CREATION,
    prepare: ({ stacks }) => void (stacks.broken = 'NodeGroup'),
    choose: onFailure({ kind: 'delete' }),
  },
  {
    name: 'a creation that is cancelled',
    operation: CREATION,
    choose: ({ kind, state, done }) =>
      kind === 'create' && state.kind === 'running' && done > 0 ? { kind: 'delete' } : undefined,
  },
  {
    name: 'a cluster that is deleted',
    prepare: async (machine) => {
      const { operations } = machine.open();
      await operations.start(CREATION);
      await machine.waitUntilEnded(CREATION.id);
    },
    operation: {
      ...{ id: 'deletion', kind: 'delete', owner: CREATION.id, startedAt: 0, attempt: 1, attached: true },
      ...{ clusterName: 'demo', role: CREATION.role, accountId: CREATION.accountId, partition: 'aws' },
      ...{ target: CREATION.target, stack: { step: 'requested' }, notes: [] },
      claim: { kind: 'journal' },
    },
  },
];

/** Passing troubles of AWS and of a cluster; none of them may end an operation or have anything done twice. */
const TRANSIENT_ERRORS: Readonly<Record<string, (isKubernetes: boolean) => Error>> = {
  'a reset': (isKubernetes) => unreachable(isKubernetes, 'ECONNRESET'),
  'a 503': (isKubernetes) => unreachable(isKubernetes, 'ServiceUnavailable'),
  'no answer in time': (isKubernetes) => unreachable(isKubernetes, 'TimeoutError'),
  throttling: (isKubernetes) =>
    isKubernetes
      ? unreachable(true, 'TooManyRequests')
      : new AwsError('throttled', 'Throttling', 'Rate exceeded'),
  'an expired token': (isKubernetes) =>
    isKubernetes
      ? new KubernetesError('unauthorized', 'Unauthorized')
      : new AwsError('credentials', 'ExpiredToken', 'expired'),
};

function unreachable(isKubernetes: boolean, code: string): Error {
  return isKubernetes ? new KubernetesError('unreachable', code) : new AwsError('network', code, code);
}

function onFailure(decision: Decision): Scenario['choose'] {
  return ({ kind, state }) => (kind === 'create' && state.kind === 'failed' ? decision : undefined);
}

/** Lets the story happen; a window whose process is killed is followed by another. */
async function runScenario(scenario: Scenario, fault?: { at: number; what: Fault }) {
  const machine = new Machine();
  await scenario.prepare?.(machine);
  const first = machine.open(fault);
  const ended = machine.waitUntilEnded(scenario.operation.id);
  void driveWindow(scenario, machine, first);
  await Promise.race([ended, first.process.killed]);
  let last = first;
  if (!first.process.isAlive) {
    last = machine.open();
    void driveWindow(scenario, machine, last);
  }
  const { outcome } = await ended;
  ok(first.process.calls.length > (fault?.at ?? 0), `call ${fault?.at} was never reached`);
  return { machine, first, last, outcome: outcome?.kind };
}

async function driveWindow(
  { operation, choose }: Scenario,
  machine: Machine,
  window: MachineWindow,
): Promise<void> {
  const { operations } = window;
  const chosen = new Set<string>();
  operations.onDidChange(() => {
    for (const view of operations.views) {
      const decision = choose?.(view);
      const what = `${view.kind} ${view.state.kind} ${view.startedAt}`;
      if (!decision || chosen.has(what)) continue;
      chosen.add(what);
      void operations.decide(view.id, decision);
    }
  });
  await operations.follow();
  const isKnown =
    machine.journal.underWay.has(operation.id) ||
    machine.journal.history.some(({ id }) => id === operation.id);
  // Killed before it was in the journal, it was never begun, and the user asks for it again.
  if (!isKnown) await operations.start(operation);
}

describe('An operation whose process is killed before or after any call', function () {
  this.timeout(120_000);

  for (const scenario of SCENARIOS) {
    it(`has the same outcome as without the fault: ${scenario.name}`, async () => {
      const undisturbed = await runScenario(scenario);
      const { calls } = undisturbed.first.process;
      for (let at = 0; at < calls.length; at++) {
        for (const when of ['before', 'after'] as const) {
          const disturbed = await runScenario(scenario, { at, what: { kind: 'killed', when } });
          const where = `killed ${when} call ${at}, ${calls[at]}`;
          deepStrictEqual(disturbed.machine.leftovers, undisturbed.machine.leftovers, where);
          strictEqual(disturbed.outcome, undisturbed.outcome, where);
          deepStrictEqual(disturbed.last.reports, [], where);
          ok(endsTold(disturbed.last) <= endsTold(undisturbed.first), where);
        }
      }
      console.log(`      ${calls.length} calls, killed before and after each`);
    });
  }
});

describe('An operation with a transient error in one of its calls', function () {
  this.timeout(120_000);

  for (const scenario of SCENARIOS) {
    it(`has the same outcome as without the fault: ${scenario.name}`, async () => {
      const undisturbed = await runScenario(scenario);
      const { calls } = undisturbed.first.process;
      const counts = new Map<string, number>();
      for (const [trouble, error] of Object.entries(TRANSIENT_ERRORS)) {
        for (const [at, call] of calls.entries()) {
          const isKubernetes = call.startsWith('kubernetes.');
          if (!isKubernetes && !/^(stacks|clusters)\./.test(call)) continue;
          for (const when of ['before', 'after'] as const) {
            const what = { kind: 'fails', when, error: () => error(isKubernetes) } as const;
            const disturbed = await runScenario(scenario, { at, what });
            const where = `${trouble} ${when === 'before' ? 'instead' : 'in the answer'} of call ${at}, ${call}`;
            deepStrictEqual(disturbed.machine.leftovers, undisturbed.machine.leftovers, where);
            strictEqual(disturbed.outcome, undisturbed.outcome, where);
            deepStrictEqual(disturbed.first.reports, [], where);
            counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
          }
        }
      }
      console.log(`      ${[...counts].map(([trouble, count]) => `${trouble}: ${count}`).join(', ')}`);
    });
  }
});

/** Notifications of an end. */
function endsTold({ moves }: MachineWindow): number {
  return moves.filter(({ state }) => state.kind !== 'running').length;
}
