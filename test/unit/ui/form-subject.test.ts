import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { viewOf } from '../../../src/core/operation/run/run-operation';
import type { Deletion, Operation } from '../../../src/core/operation/operation';
import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import type { OperationView } from '../../../src/core/operation/view';
import { findCreation, latestView } from '../../../src/ui/form/creation-view';
import { FormSubject } from '../../../src/ui/form/subject';
import { FakeMemento } from '../../fakes/memento';
import { anOperation, FakeWorld } from '../../fakes/operation';

const CREATION = anOperation({ stack: { step: 'watching', arn: 'arn:stack' }, startedAt: 1 });
const READY = anOperation({
  stack: { step: 'complete', arn: 'arn:stack' },
  startedAt: 1,
  outcome: { kind: 'succeeded', endedAt: 2, nodesReady: 3, notes: [] },
});
const { id: owner, clusterName, role, accountId, partition, target } = CREATION;
const DELETION: Deletion = {
  ...{
    id: 'two',
    kind: 'delete',
    owner,
    startedAt: 3,
    attempt: 1,
    stack: { step: 'watching', arn: 'arn:stack' },
  },
  ...{ clusterName, role, accountId, partition, target, attached: true, notes: [] },
};
const DELETED: Deletion = {
  ...DELETION,
  stack: { step: 'gone' },
  outcome: { kind: 'deleted', endedAt: 4, notes: [] },
};

const { ports } = new FakeWorld([]);
const viewed = (operation: Operation) => viewOf(operation, ports);

describe('What the form is about', () => {
  const aws = {
    /** What this window knows of. */
    views: [] as readonly OperationView[],
    underWay: [] as readonly Operation[],
    history: [] as readonly Operation[],
  };
  let memory: FakeMemento;
  let subject: FormSubject;

  const subjectOf = (kept: FakeMemento) =>
    new FormSubject({
      memory: kept,
      latestView: (creation, shown) =>
        latestView(creation, shown, {
          operations: { views: aws.views, viewOf: (operation) => Promise.resolve(viewed(operation)) },
          journal: {
            load: () => Promise.resolve(aws.underWay),
            ended: () => Promise.resolve(aws.history),
          },
        }),
    });

  beforeEach(async () => {
    memory = new FakeMemento();
    Object.assign(aws, { views: [], underWay: [CREATION], history: [] });
    subject = subjectOf(memory);
    await subject.begin(viewed(CREATION));
  });

  const news = async (...views: readonly OperationView[]) => {
    aws.views = views;
    const view = await subject.news();
    return view && `${view.kind} ${view.state.kind}`;
  };

  it('is told of nothing but its own operation, and of each news once', async () => {
    const [foreign, own] = [viewed({ ...READY, id: 'other' }), viewed(READY)];
    strictEqual(await news(foreign, own), 'create succeeded');
    strictEqual(await news(foreign, own), undefined);
  });

  it('goes from the creation to the deletion of its cluster', async () => {
    await news(viewed(READY));
    strictEqual(await news(viewed(READY), viewed(DELETION)), 'delete running');
    strictEqual(await news(viewed(READY), viewed(DELETED)), 'delete deleted');
  });

  it('ends as the history says where another window saw the end', async () => {
    await news(viewed(READY), viewed(DELETION));
    Object.assign(aws, { underWay: [], history: [DELETED, READY] });
    const ready = viewed(READY);
    strictEqual(await news(ready), 'delete deleted');
    strictEqual(await news(ready), undefined);
  });

  it('is known after a reload of the window, until it is left', async () => {
    Object.assign(aws, { underWay: [], history: [READY] });
    const reloaded = subjectOf(memory);
    deepStrictEqual([reloaded.creation, reloaded.view], [owner, undefined]);
    strictEqual((await reloaded.news())?.state.kind, 'succeeded');
    await reloaded.end();
    strictEqual(subjectOf(memory).creation, undefined);
  });

  it('is known while it moves from the journal to the history', async () => {
    let hasEnded = false;
    const read = (underWay: readonly Operation[], ended: readonly Operation[]) => {
      const found = hasEnded ? ended : underWay;
      hasEnded = true;
      return Promise.resolve(found);
    };
    const view = await latestView(owner, undefined, {
      operations: { views: [], viewOf: (operation) => Promise.resolve(viewed(operation)) },
      journal: { load: () => read([CREATION], []), ended: () => read([], [READY]) },
    });
    strictEqual(view?.state.kind, 'succeeded');
  });

  it('is what the journal says of a creation that 0.1.0 ended and that was taken up again', async () => {
    const failure = { message: 'm', cause: 'c', remedy: 'r' };
    const stack = {
      step: 'failed',
      failedAt: 1,
      failure,
      recovery: 'update-stack',
      arn: 'arn:stack',
    } as const;
    const ended = anOperation({ stack, startedAt: 1, outcome: { kind: 'kept', endedAt: 2, failure } });
    const takenUp = anOperation({ stack: { ...stack, kept: {} }, startedAt: 1 });
    Object.assign(aws, { underWay: [takenUp], history: [ended] });
    strictEqual((await subjectOf(memory).news())?.state.kind, 'kept');
  });

  it('is nothing where neither journal nor history knows of it any more', async () => {
    aws.underWay = [];
    strictEqual(await subjectOf(memory).news(), undefined);
  });

  it('is found by the content of the form where the window could not remember it', async () => {
    const { roleArn, region } = role;
    const inForm = { ...EMPTY_DRAFT, name: ` ${clusterName}`, roleArn, region };
    const find = (draft: Draft) =>
      findCreation(draft, {
        journal: { load: () => Promise.resolve(aws.underWay), ended: () => Promise.resolve([]) },
      });
    strictEqual(await find(inForm), owner);
    strictEqual(await find({ ...inForm, region: 'eu-west-1' }), undefined);
    strictEqual(await find({ ...inForm, name: 'other' }), undefined);
    aws.underWay = [DELETION];
    strictEqual(await find(inForm), owner);
  });

  it('has nothing left to wait for once it has ended', () => {
    const waiting = (operation: Operation) =>
      viewed(operation).steps.filter(({ status }) => status === 'waiting').length;
    deepStrictEqual([READY, DELETED, { ...DELETED, attached: false }].map(waiting), [0, 0, 0]);
  });
});
