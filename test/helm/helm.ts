import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findCommand, run } from '../editor/command';
import { installOnce } from '../editor/install-once';
import { ground } from '../editor/paths';

const sources = import.meta.dirname;
const folder = join(ground, `helm-${dependencies()}`);

/** The Helm of this machine, or the one that `npm run test:kubernetes` has built; `undefined` where there is none. */
export async function installedHelm(): Promise<string | undefined> {
  const built = join(folder, 'helm');
  return existsSync(built) ? built : findCommand(['helm']);
}

/** Builds Helm, once for a version and its dependencies: minutes the first time. */
export async function buildHelm(): Promise<string> {
  return installOnce(folder, { retries: 1000 }, async () => {
    if (!existsSync(folder)) {
      console.log('Building Helm: six minutes the first time, seconds once Go has cached it…');
      const unfinished = await mkdtemp(`${folder}-`);
      try {
        await run('go', ['build', '-ldflags', '-s -w', '-o', unfinished, 'helm.sh/helm/v3/cmd/helm'], {
          cwd: sources,
          env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' },
        });
        await rename(unfinished, folder);
      } catch (error) {
        await rm(unfinished, { recursive: true, force: true });
        throw error;
      }
    }
    return join(folder, 'helm');
  });
}

function dependencies(): string {
  return createHash('sha256')
    .update(readFileSync(join(sources, 'go.sum')))
    .digest('hex')
    .slice(0, 8);
}
