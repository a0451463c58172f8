import { performance } from 'node:perf_hooks';
import { setEntry } from '../../src/core/kubeconfig/index';
import { median, type BenchOptions, type Row } from './row';

const MANY = 1_000;

/** How long the extension host is held up by an edit of a very long kubeconfig. */
export function kubeconfigEdit({ runs }: BenchOptions): Promise<readonly Row[]> {
  return Promise.resolve([
    {
      name: `kubeconfig: entry added among ${MANY} contexts`,
      unit: 'ms',
      value: edits(MANY, runs),
      comparedWith: { name: '1 context', value: edits(1, runs) },
    },
  ]);
}

function edits(contexts: number, runs: number): number {
  const text = kubeconfig(contexts);
  const once = (): number => {
    const begun = performance.now();
    const { kind } = setEntry(text, ENTRY, { setCurrentContext: true });
    if (kind !== 'edited') throw new Error(`The kubeconfig was ${kind}.`);
    return performance.now() - begun;
  };
  // The first one is the compiler's.
  once();
  return median(Array.from({ length: runs }, once));
}

const ENTRY = {
  clusterArn: 'arn:aws:eks:eu-central-1:222222222222:cluster/new',
  contextName: 'new',
  endpoint: 'https://new.example',
  certificateAuthority: 'Q0E=',
  user: { kind: 'service-account', token: 'token' },
} as const;

function kubeconfig(contexts: number): string {
  const list = (item: (index: number) => string) =>
    Array.from({ length: contexts }, (_, i) => item(i)).join('');
  const certificate = 'Q0E='.repeat(360);
  return [
    'apiVersion: v1\nkind: Config\nclusters:\n',
    list(
      (i) =>
        `- name: c${i}\n  cluster:\n    certificate-authority-data: ${certificate}\n    server: https://c${i}\n`,
    ),
    'contexts:\n',
    list((i) => `- name: c${i}\n  context:\n    cluster: c${i}\n    user: u${i}\n`),
    'users:\n',
    list((i) => `- name: u${i}\n  user:\n    token: t${i}\n`),
    'current-context: c0\n',
  ].join('');
}
