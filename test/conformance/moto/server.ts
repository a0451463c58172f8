import { createInterface } from 'node:readline';
import { editorEnvironment } from '../../editor/environment';
import { testHome } from '../../editor/paths';
import { startGroup, type ProcessGroup } from '../../editor/process-group';
import { pythonEnvironment } from '../../python/environment';
import { ENVIRONMENTS } from '../../python/environments';

export const MOTO_ACCOUNT = '123456789012';

export interface MotoServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts moto on a free port. Callers with credentials that moto did not make are in {@link MOTO_ACCOUNT}. */
export async function startMoto(): Promise<MotoServer> {
  const { python } = await pythonEnvironment(ENVIRONMENTS.moto);
  const group = startGroup(python, ['-m', 'moto.server', '--host', '127.0.0.1', '--port', '0'], {
    env: editorEnvironment(testHome, {
      // AWS's own policies, which moto brings but does not load by itself.
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      PYTHONUNBUFFERED: '1',
    }),
  });
  group.stdout.resume();
  return { url: await announcedUrl(group), stop: () => group.stop() };
}

/** The web server says on standard error where it listens, and then every request, which has to be read. */
async function announcedUrl(group: ProcessGroup): Promise<string> {
  const printed: string[] = [];
  for await (const line of createInterface({ input: group.stderr })) {
    printed.push(line);
    const url = /Running on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1];
    if (url !== undefined) {
      group.stderr.resume();
      return url;
    }
  }
  await group.stop();
  throw new Error(`moto ended before it listened: ${printed.slice(-10).join('\n')}`);
}
