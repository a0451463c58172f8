import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { waitForDeletion } from '../../../src/core/cluster/namespace-deletion';
import { KubernetesError, type KubernetesObject } from '../../../src/core/ports/kubernetes';

const never = new AbortController().signal;
const ENDING: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', deletionTimestamp: '2026-11-30T20:45:38Z' },
  status: {
    phase: 'Terminating',
    // As kube-controller-manager 1.34 writes them.
    conditions: [
      { type: 'NamespaceDeletionDiscoveryFailure', status: 'False', message: 'All resources discovered' },
      {
        type: 'NamespaceFinalizersRemaining',
        status: 'True',
        message: 'Some content has finalizers remaining: example.com/hold in 1 resource instances',
      },
    ],
  },
};

describe('A namespace that is being deleted', () => {
  let slept: number;
  let now: number;
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      now += ms;
      slept++;
      return Promise.resolve();
    },
  };
  beforeEach(() => ([slept, now] = [0, 0]));

  const follow = (...answers: (KubernetesObject | Error | undefined)[]) =>
    waitForDeletion(
      'shop',
      {
        read: () => {
          const answer = answers.length > 1 ? answers.shift() : answers[0];
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
      },
      clock,
      never,
    );

  it('is followed until it is gone', async () => {
    deepStrictEqual(await follow(ENDING, ENDING, undefined), { kind: 'deleted' });
    strictEqual(slept, 2);
  });

  it('is gone, too, where there is another of its name', async () => {
    deepStrictEqual(await follow(ENDING, { ...ENDING, metadata: { name: 'shop' } }), { kind: 'deleted' });
  });

  it('is followed past a server that is busy or cannot be reached, and not past a refusal', async () => {
    const busy = [new KubernetesError('busy', '503'), new KubernetesError('unreachable', 'reset')];
    deepStrictEqual(await follow(ENDING, ...busy, undefined), { kind: 'deleted' });
    await rejects(follow(ENDING, new KubernetesError('forbidden', 'no')), { kind: 'forbidden' });
  });

  it('is given up after ten minutes, with what Kubernetes says that it waits for', async () => {
    deepStrictEqual(await follow(ENDING), {
      kind: 'stuck',
      by: 'Some content has finalizers remaining: example.com/hold in 1 resource instances',
    });
    strictEqual(now, 600_000);
  });
});
