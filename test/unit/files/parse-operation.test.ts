import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Deletion, FailedStep, Operation } from '../../../src/core/operation/operation';
import { parseOperation, serializeOperation } from '../../../src/files/parse-operation';
import { SPEC } from '../../fakes/cluster-spec';
import { anOperation } from '../../fakes/operation';

const ARN = 'arn:aws:cloudformation:eu-central-1:222222222222:stack/eks-clusters-demo/1';
const FAILED: FailedStep = {
  ...{ step: 'failed', arn: ARN, failedAt: 1, remaining: ['Cluster'] },
  failure: { message: 'No nodes.', cause: 'No capacity.', remedy: 'Choose another type.' },
};

const EVERY_STEP: Readonly<Record<string, Operation>> = {
  'to be created': anOperation({ stack: { step: 'requested' } }),
  'to be continued': anOperation({ stack: { step: 'continuing', arn: ARN, remaining: ['Cluster'] } }),
  'being created': anOperation({ stack: { step: 'watching', arn: ARN } }),
  'being continued': anOperation({ stack: { step: 'watching', arn: ARN, update: 'create-1-2' } }),
  created: anOperation({ stack: { step: 'complete', arn: ARN } }),
  'not created': anOperation({ stack: { ...FAILED, recovery: 'update-stack' } }),
  done: anOperation({ outcome: { kind: 'succeeded', endedAt: 9, nodesReady: 3, notes: [] } }),
  'left as it failed': anOperation({ outcome: { kind: 'kept', endedAt: 9, failure: FAILED.failure } }),
  'left as it failed, and gone': anOperation({
    outcome: { kind: 'kept', endedAt: 9, failure: FAILED.failure, nothingKept: true },
  }),
  kept: anOperation({ stack: { ...FAILED, recovery: 'update-stack', kept: { controlPlane: 'extended' } } }),
  'kept, and not looked at yet': aDeletion({ stack: { ...FAILED, kept: {} } }),
  'found gone': aDeletion({ foundGone: true }),
  'to be deleted': aDeletion({ stack: { step: 'requested' } }),
  'being deleted': aDeletion({ stack: { step: 'watching', arn: ARN } }),
  deleted: aDeletion({ stack: { step: 'gone' } }),
  'not deleted': aDeletion({ stack: FAILED }),
  'deleted and created again': aDeletion({ next: anOperation({ id: 'next' }) }),
};

describe('parseOperation', () => {
  for (const [then, now] of [
    ['update', 'update-stack'],
    ['finish', 'post-create'],
    ['anew', 'recreate'],
  ] as const) {
    it(`reads the recovery that 0.1.0 called ${then} as ${now}, also of a creation that waits for a deletion`, () => {
      const failed = anOperation({ stack: { ...FAILED, recovery: now } });
      for (const operation of [failed, aDeletion({ next: failed })]) {
        const saved = asVersion1(operation).replace(`"recovery": "${now}"`, `"goesOn": "${then}"`);
        ok(saved.includes('goesOn'));
        deepStrictEqual(parseOperation(saved), operation);
      }
    });
  }

  it('reads the outcome that 0.1.0 called dismissed as kept', () => {
    for (const operation of [EVERY_STEP['left as it failed'], EVERY_STEP['left as it failed, and gone']]) {
      ok(operation);
      const saved = asVersion1(operation).replace('"kind": "kept"', '"kind": "dismissed"');
      ok(saved.includes('dismissed'));
      deepStrictEqual(parseOperation(saved), operation);
    }
  });

  it('keeps what it does not know', () => {
    const operation = anOperation({ stack: { step: 'complete', arn: ARN } });
    const saved = { ...operation, later: 1, spec: { ...operation.spec, later: ['x'] } };
    deepStrictEqual(parseOperation(JSON.stringify({ version: 2, ...saved })), saved);
  });

  it('keeps tags and labels whose names objects have of their own', () => {
    const spec = { ...SPEC, tags: { constructor: 'us', prototype: 'x' } };
    deepStrictEqual(parseOperation(serializeOperation(anOperation({ spec }))), anOperation({ spec }));
  });

  for (const [what, operation] of Object.entries(EVERY_STEP)) {
    it(`gives back what is ${what}, and takes no part of its file for the whole`, () => {
      const whole = serializeOperation(operation).trimEnd();
      deepStrictEqual(parseOperation(whole), operation);
      for (let length = 0; length < whole.length; length++)
        strictEqual(parseOperation(whole.slice(0, length)), undefined, String(length));
    });
  }
});

function asVersion1(operation: Operation): string {
  return serializeOperation(operation).replace('"version": 2', '"version": 1');
}

function aDeletion(change: Partial<Deletion>): Deletion {
  const { id, startedAt, attempt, clusterName, role, accountId, partition, target, notes } = anOperation();
  const known = { id, startedAt, attempt, clusterName, role, accountId, partition, target, notes };
  return { ...known, kind: 'delete', owner: id, attached: true, stack: { step: 'gone' }, ...change };
}
