import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Served } from './server-process';

export interface Kubectl {
  start(...words: readonly string[]): ChildProcess;
  dispose(): Promise<void>;
}

/** The kubectl of this machine, with a home folder of its own. */
export async function kubectlFor(served: Served): Promise<Kubectl> {
  const { endpoint: server, certificateAuthority, token } = served;
  const folder = await mkdtemp(join(tmpdir(), 'eks-bench-'));
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'c' },
    clusters: [{ name: 'c', cluster: { server, 'certificate-authority-data': certificateAuthority } }],
    users: [{ name: 'u', user: { token } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  };
  const path = join(folder, 'kubeconfig');
  await writeFile(path, JSON.stringify(config), { mode: 0o600 });
  const env = { PATH: process.env.PATH, HOME: folder, KUBECONFIG: path };
  return {
    start: (...words) => spawn('kubectl', words, { env, cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] }),
    dispose: () => rm(folder, { recursive: true }),
  };
}
