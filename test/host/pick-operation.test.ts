import { rejects, strictEqual } from 'node:assert/strict';
import type { Operations } from '../../src/core/operation/run/operations';
import type { OperationView } from '../../src/core/operation/view';
import { pickOperation } from '../../src/ui/commands/pick-operation';
import { isCancelable, isFailed } from '../../src/ui/operation-capabilities';
import { clusters, Scene } from './clusters-scene';

const [ENTRY] = clusters(1);

const KEPT: OperationView = {
  ...{ id: 'kept', kind: 'create', clusterName: 'cluster-0', startedAt: 0, done: 0, total: 0 },
  ...{ region: ENTRY?.region ?? '', accountId: ENTRY?.accountId ?? '', resources: [], steps: [] },
  state: {
    ...{ kind: 'kept', failedAt: 1, price: '$0.10 per hour' },
    failure: { message: 'm', cause: 'c', remedy: 'r' },
    leftovers: { kind: 'stack', stackName: 's', cost: 'It costs.' },
  },
};

const having = (...views: OperationView[]) => ({ views }) as unknown as Operations;

describe('The operation that a command is for', () => {
  it('is said not to be there, where nothing can be done with any', async () => {
    await rejects(pickOperation(having(), undefined, isFailed), { code: 'no-operation' });
    await rejects(pickOperation(having(KEPT), undefined, isCancelable), { code: 'no-operation' });
  });

  it('is not asked for where there is one that is meant', async () => {
    strictEqual(await pickOperation(having(KEPT), undefined, isFailed), KEPT);
  });

  it('is the one that is kept of the cluster in the row', async () => {
    const scene = new Scene(clusters(1));
    const [row] = await scene.draw();
    strictEqual(await pickOperation(having(KEPT), { ...row, kept: KEPT }, isFailed), KEPT);
    await rejects(pickOperation(having(), { ...row, kept: KEPT }, isFailed), { code: 'operation-gone' });
    scene.dispose();
  });
});
