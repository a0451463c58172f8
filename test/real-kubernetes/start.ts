import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { kubernetesBinaries } from './binaries';
import type { RealCluster } from './programs';

/** A real Kubernetes for this process. */
export interface RealKubernetes {
  readonly cluster: RealCluster;
  /** Stops its programs and removes its data. It happens as well when this process ends without it. */
  stop(): Promise<void>;
}

/** Builds Kubernetes where that is still to be done, and starts one. @throws Error that says what fails */
export async function startKubernetes(): Promise<RealKubernetes> {
  const { etcd, apiServer, controllerManager } = await kubernetesBinaries();
  const keeper = join(import.meta.dirname, 'keeper.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', keeper, etcd, apiServer, controllerManager], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Not in the terminal's group, or else an interrupt would reach what it keeps before the tests end.
    detached: true,
  });
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
  };
  return { cluster: await firstLine(child), stop };
}

async function firstLine({ stdout }: ChildProcess): Promise<RealCluster> {
  if (stdout) for await (const line of createInterface(stdout)) return JSON.parse(line) as RealCluster;
  throw new Error('Kubernetes did not start.');
}
