import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import * as engine from '../../../src/core/operation/run/lazy-parts';
import type { Creation, Deletion, Operation } from '../../../src/core/operation/operation';
import { Operations } from '../../../src/core/operation/run/operations';
import { INSTALLATION_TAG, OPERATION_TAG } from '../../../src/core/naming';
import { AwsError } from '../../../src/core/ports/aws';
import type { OperationView } from '../../../src/core/operation/view';
import { FakeJournal, freeLock } from '../../fakes/journal';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { SkippingClock } from '../../fakes/skipping-clock';
import { HEALTHY, STACK_ARN } from '../../fakes/stacks';

const FAILURE = { message: 'It failed.', cause: 'A cause.', remedy: 'A remedy.' };
const FAILED = { step: 'failed', arn: STACK_ARN, failedAt: 1, failure: FAILURE } as const;
const WITH_CLUSTER = { ...FAILED, remaining: ['Cluster'], recovery: 'update-stack' } as const;
const KEPT = anOperation({ stack: { ...WITH_CLUSTER, kept: {} } });
/** As 0.1.0 has written it. */
const OLD = anOperation({
  stack: WITH_CLUSTER,
  outcome: { kind: 'kept', endedAt: 2, failure: FAILURE },
});
const STACK = {
  arn: STACK_ARN,
  name: 'eks-clusters-demo',
  status: 'CREATE_FAILED',
  tags: { [OPERATION_TAG]: KEPT.id, [INSTALLATION_TAG]: '0123456789abcdef' },
  parameters: {},
  outputs: {},
};

type Support = 'standard' | 'extended' | 'unknown';

/** A window and the account: what is there of the cluster, and what the role may see of it. */
class Scene {
  readonly journal: FakeJournal;
  readonly aws = new FakeWorld(HEALTHY, new SkippingClock());
  readonly operations: Operations;
  readonly moves: OperationView[] = [];
  readonly reports: unknown[] = [];
  support: Support = 'standard';
  account = KEPT.accountId;
  asked = 0;
  refusal: Error | undefined;
  /** Resolves once an operation is in the history. */
  readonly putAway: Promise<void>;

  constructor(underWay: readonly Operation[], ended: readonly Operation[] = []) {
    this.aws.stacks.existing = STACK;
    this.journal = new FakeJournal(underWay);
    this.journal.history.push(...ended);
    this.putAway = new Promise((resolve) => {
      this.journal.end = async (operation) => {
        await FakeJournal.prototype.end.call(this.journal, operation);
        resolve();
      };
    });
    this.operations = new Operations({
      journal: this.journal,
      lock: freeLock,
      clock: this.aws.clock,
      lazyParts: () => Promise.resolve(engine),
      portsFor: () => Promise.resolve({ ...this.aws.ports, session: () => this.session() }),
      report: (error) => this.reports.push(error),
    });
    this.operations.onDidProgress((view) => this.moves.push(view));
  }

  /** Opens the view *Clusters*. @returns what it shows of operations: state and price */
  async look(): Promise<readonly string[]> {
    await this.operations.follow();
    await this.operations.refreshKept();
    return this.operations.views.map(({ state }) =>
      state.kind === 'kept' ? `kept · ${state.price}` : state.kind,
    );
  }

  /** Of the operation that has ended last. */
  get outcome(): Operation['outcome'] {
    return this.journal.history.at(-1)?.outcome;
  }

  private async session() {
    this.asked++;
    if (this.refusal) throw this.refusal;
    const session = await this.aws.ports.session();
    const versions = [{ version: '1.35', support: this.support, isDefault: true }];
    const clusters = { ...session.clusters, versions: () => Promise.resolve(versions) };
    return { ...session, accountId: this.account, clusters };
  }
}

describe('A failed cluster that the user keeps', () => {
  it('is shown with its price, without calling AWS until it is refreshed', async () => {
    const scene = new Scene([KEPT]);
    await scene.operations.follow();
    const [view] = scene.operations.views;
    strictEqual(view?.state.kind === 'kept' && view.state.price, '$0.10 per hour');
    strictEqual(scene.asked, 0);
  });

  it('shows the price of extended support after a refresh, also in other windows', async () => {
    const scene = new Scene([KEPT]);
    scene.support = 'extended';
    deepStrictEqual(await scene.look(), ['kept · $0.60 per hour']);
    scene.refusal = new AwsError('denied', 'AccessDenied', 'no');
    deepStrictEqual(await scene.look(), ['kept · $0.60 per hour']);
  });

  it('includes its nodes, if any', async () => {
    const stack = { ...WITH_CLUSTER, remaining: ['Cluster', 'NodeGroup'], kept: {} };
    deepStrictEqual(await new Scene([anOperation({ stack })]).look(), [
      'kept · $0.10 per hour plus 3 × m6i.large',
    ]);
  });

  it('costs nothing significant if only its stack remains', async () => {
    const scene = new Scene([KEPT]);
    scene.aws.cluster = undefined;
    deepStrictEqual(await scene.look(), ['kept · costs little or nothing']);
  });

  for (const status of [undefined, 'DELETE_COMPLETE'])
    it(`disappears silently once its stack is gone (${status ?? 'forgotten by CloudFormation'})`, async () => {
      const scene = new Scene([KEPT]);
      scene.aws.stacks.existing = status === undefined ? undefined : { ...STACK, status };
      scene.aws.cluster = undefined;
      deepStrictEqual(await scene.look(), []);
      strictEqual(scene.outcome?.kind, 'kept');
      deepStrictEqual([scene.moves, scene.reports], [[], []]);
      strictEqual(scene.journal.underWay.size, 0);
    });

  it('is removed from kubeconfig and settings once its stack is gone, without a notification', async () => {
    const scene = new Scene([{ ...KEPT, clusterConfigured: true, attached: true }]);
    scene.aws.stacks.existing = undefined;
    scene.aws.cluster = undefined;
    await scene.look();
    await scene.putAway;
    deepStrictEqual(new Set(scene.moves.map(({ isQuiet }) => isQuiet)), new Set([true]));
    strictEqual(scene.outcome?.kind, 'deleted');
    deepStrictEqual(scene.aws.stacks.deleted, []);
  });

  it('leaves files alone if a cluster with its name exists or is being created', async () => {
    const attached = { ...KEPT, clusterConfigured: true, attached: true };
    const other: Creation = anOperation({
      id: 'another',
      stack: { ...FAILED, arn: 'other', recovery: 'recreate' },
    });
    for (const scene of [new Scene([attached]), new Scene([attached, other])]) {
      scene.aws.stacks.existing = undefined;
      if (scene.journal.underWay.size > 1) scene.aws.cluster = undefined;
      await scene.look();
      strictEqual(scene.outcome?.kind, 'kept');
      deepStrictEqual(scene.moves, []);
    }
  });

  it('does not create the cluster queued behind a deletion that turns out to be done', async () => {
    const { id, startedAt, attempt, clusterName, role, accountId, partition, target, notes } = KEPT;
    const same = { id, startedAt, attempt, clusterName, role, accountId, partition, target, notes };
    const stuck: Deletion = {
      ...{ ...same, kind: 'delete', owner: KEPT.id, stack: { ...FAILED, kept: {} } },
      ...{ attached: true, next: anOperation({ id: KEPT.id }) },
    };
    const scene = new Scene([stuck]);
    scene.aws.stacks.existing = undefined;
    scene.aws.cluster = undefined;
    await scene.look();
    await scene.putAway;
    deepStrictEqual(scene.aws.stacks.created, []);
  });

  it('is unchanged if the role cannot read, or the session belongs to another account', async () => {
    const denied = new Scene([KEPT]);
    denied.refusal = new AwsError('denied', 'AccessDenied', 'no');
    const elsewhere = new Scene([KEPT]);
    elsewhere.account = '999999999999';
    for (const scene of [denied, elsewhere]) {
      scene.aws.stacks.existing = undefined;
      deepStrictEqual(await scene.look(), ['kept · $0.10 per hour']);
      deepStrictEqual(scene.reports, []);
    }
  });

  it('is refreshed once more for all requests during a refresh', async () => {
    const scene = new Scene([KEPT]);
    await scene.operations.follow();
    await Promise.all(Array.from({ length: 5 }, () => scene.operations.refreshKept()));
    ok(scene.asked <= 2);
    scene.aws.stacks.existing = undefined;
    deepStrictEqual(await scene.look(), []);
  });

  it('stays if the user decides during a refresh', async () => {
    const scene = new Scene([KEPT]);
    await scene.journal.saveDecision(KEPT.id, { kind: 'delete' });
    await engine.refreshAllKept(
      {
        journal: scene.journal,
        lock: freeLock,
        clock: scene.aws.clock,
        portsFor: () => Promise.resolve(scene.aws.ports),
      },
      new AbortController().signal,
    );
    deepStrictEqual(scene.journal.underWay.get(KEPT.id), KEPT);
  });
});

describe('A failed cluster that 0.1.0 kept but did not show', () => {
  it('reappears if its stack still exists', async () => {
    const scene = new Scene([], [OLD]);
    deepStrictEqual(await scene.look(), ['kept · $0.10 per hour']);
    deepStrictEqual(scene.moves, []);
    scene.aws.stacks.existing = undefined;
    deepStrictEqual(await scene.look(), []);
  });

  it('is not looked up again once its stack is gone, and no file is changed', async () => {
    const scene = new Scene([], [{ ...OLD, attached: true, clusterConfigured: true }]);
    scene.aws.stacks.existing = undefined;
    scene.aws.cluster = undefined;
    deepStrictEqual(await scene.look(), []);
    scene.journal.history.shift();
    const { asked } = scene;
    deepStrictEqual(await scene.look(), []);
    strictEqual(scene.asked, asked);
    deepStrictEqual(scene.moves, []);
  });

  it('reappears later if the role is not allowed to read now', async () => {
    const scene = new Scene([], [OLD]);
    scene.refusal = new AwsError('denied', 'AccessDenied', 'no');
    deepStrictEqual(await scene.look(), []);
    scene.refusal = undefined;
    deepStrictEqual(await scene.look(), ['kept · $0.10 per hour']);
  });

  it('reappears once if several operations share a stack', async () => {
    const later = { ...OLD, id: 'later', startedAt: 7 };
    const scene = new Scene([], [OLD, later]);
    deepStrictEqual(await scene.look(), ['kept · $0.10 per hour']);
    strictEqual(scene.operations.views[0]?.id, 'later');
  });

  it('does not reappear if nothing was left of it', async () => {
    const stack = { ...WITH_CLUSTER, arn: undefined, remaining: [] };
    const scene = new Scene([], [{ ...OLD, stack }]);
    deepStrictEqual(await scene.look(), []);
    strictEqual(scene.asked, 0);
  });
});
