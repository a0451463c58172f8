import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { KubernetesTarget } from '../../../src/core/ports/kubernetes';

/** How the server in another process is reached. */
export interface Served {
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly token: string;
}

export interface ServerProcess {
  readonly served: Served;
  readonly target: KubernetesTarget;
  /** Tells it something, and waits for its answer. */
  ask(message: string): Promise<unknown>;
  stop(): void;
}

/** Starts a server in a process of its own: what it needs of the processor is not counted as ours. */
export async function startServer(name: 'many-pods-server' | 'running-pods-server'): Promise<ServerProcess> {
  const child = fork(join(__dirname, `${name}.ts`), { execArgv: ['--import', 'tsx'] });
  const [served] = (await once(child, 'message')) as [Served];
  const { endpoint, certificateAuthority, token } = served;
  return {
    served,
    target: { endpoint, certificateAuthority, token: () => Promise.resolve(token) },
    async ask(message) {
      const answered = once(child, 'message') as Promise<[unknown]>;
      child.send(message);
      const [answer] = await answered;
      return answer;
    },
    stop: () => child.kill(),
  };
}

/** In the other process. @param answer of each message */
export function serve(served: Served, answer: (message: string) => unknown): void {
  process.on('message', (message: string) => {
    void Promise.resolve(answer(message)).then((said) => process.send?.(said ?? null));
  });
  process.on('disconnect', () => process.exit());
  process.send?.(served);
}
