import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findCommand, run } from '../editor/command';
import { installOnce } from '../editor/install-once';
import { ground } from '../editor/paths';

const VERSION = '1.34.2';
const PROGRAMS = ['kube-apiserver', 'kube-controller-manager'] as const;
const sources = import.meta.dirname;

/** The programs of a control plane on this machine. */
export interface Binaries {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
}

/** What this machine lacks for a real Kubernetes, as a sentence; `undefined` where it lacks nothing. */
export async function missingForKubernetes(): Promise<string | undefined> {
  const missing = [
    ...((await findCommand(['go'])) === undefined ? ['Go'] : []),
    ...((await findCommand(['etcd'])) === undefined ? ['etcd (on Debian: etcd-server)'] : []),
  ];
  return missing.length === 0 ? undefined : `Not in PATH: ${missing.join(' and ')}.`;
}

/**
 * Builds what is not there yet, below `.vscode-test/`, once for a version and its dependencies.
 * @throws Error in the words of `go build`, or with what is missing
 */
export async function kubernetesBinaries(): Promise<Binaries> {
  const missing = await missingForKubernetes();
  if (missing !== undefined) throw new Error(missing);
  const folder = join(ground, `kubernetes-${VERSION}-${await dependencies()}`);
  await installOnce(folder, { retries: 1000 }, async () => {
    if (!existsSync(folder)) await build(folder);
  });
  return {
    etcd: (await findCommand(['etcd'])) ?? 'etcd',
    apiServer: join(folder, PROGRAMS[0]),
    controllerManager: join(folder, PROGRAMS[1]),
  };
}

/** Another set of dependencies is another build. */
async function dependencies(): Promise<string> {
  const sums = await readFile(join(sources, 'go.sum'));
  return createHash('sha256').update(sums).digest('hex').slice(0, 8);
}

/** The folder appears when all that belongs into it is there. */
async function build(folder: string): Promise<void> {
  console.log(
    `Building Kubernetes ${VERSION}: 8 to 19 minutes the first time, seconds once Go has cached it…`,
  );
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const packages = PROGRAMS.map((program) => `k8s.io/kubernetes/cmd/${program}`);
    await run('go', ['build', '-ldflags', linkerFlags(), '-o', unfinished, ...packages], {
      cwd: sources,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' },
    });
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** What `/version` says; Kubernetes' own build sets it so, and parts of it depend on the minor version. */
function linkerFlags(): string {
  const [major, minor] = VERSION.split('.');
  const version = {
    ...{ gitVersion: `v${VERSION}`, gitMajor: major, gitMinor: minor },
    ...{ gitCommit: '0000000', gitTreeState: 'clean', buildDate: '2025-11-11T19:00:37Z' },
  };
  const set = Object.entries(version).map(
    ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
  );
  return ['-s -w', ...set].join(' ');
}
