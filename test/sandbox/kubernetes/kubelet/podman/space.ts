import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * What podman writes goes to file systems in memory that no one else sees. crun wants the control groups of version 2,
 * which a machine may have beside those of version 1. The shell waits for the end of its input, and takes the exit codes
 * of processes that lost their parents.
 */
const SET_UP = `
set -e
exec 3<&0
mount -t tmpfs kubelet /run
mkdir /run/images /run/pods
[ -z "$1" ] || mount -o bind,ro "$1" /run/images
mount -t tmpfs kubelet /dev/shm
mount -t tmpfs kubelet /var/lib
umount -R /sys/fs/cgroup || true
mount -t cgroup2 kubelet /sys/fs/cgroup
echo ready
cat <&3 >/dev/null &
wait $!
`;
const OPTIONS = [
  ...['--root', '/run/storage', '--runroot', '/run/podman', '--storage-driver', 'overlay'],
  ...['--runtime', 'crun', '--cgroup-manager', 'cgroupfs', '--events-backend', 'none'],
];
const OTHER_IMAGES = ['--storage-opt', 'additionalimagestore=/run/images'];
/** Where podman keeps what root builds. */
const IMAGES = '/var/lib/containers/storage';

/**
 * Mounts and processes of podman, apart from the machine's. The kernel ends all of it with its first process, which ends
 * when this process does, however that ends.
 */
export class Space {
  readonly environment = { PATH: process.env.PATH, HOME: '/run', TMPDIR: '/run', SHELL: '/bin/sh' };
  readonly #options: readonly string[];

  private constructor(
    private readonly first: ChildProcess,
    hasImages: boolean,
  ) {
    this.#options = hasImages ? [...OPTIONS, ...OTHER_IMAGES] : OPTIONS;
  }

  /** @param images podman's storage of the images that were built here, with the driver overlay; it is only read */
  static async open(images = IMAGES): Promise<Space> {
    const hasImages = existsSync(images);
    const set = ['sh', '-c', SET_UP, 'sh', hasImages ? images : ''];
    const apart = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const first = spawn('unshare', [...apart, ...set], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    first.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const isReady = await Promise.race([
      once(first.stdout, 'data').then(() => true),
      once(first, 'close').then(() => false),
    ]);
    if (!isReady) throw new Error(`podman got no place of its own: ${said.trim()}`);
    return new Space(first, hasImages);
  }

  /** The command line that runs a command in it. */
  within(...command: readonly string[]): [string, ...string[]] {
    const namespaces = `/proc/${this.first.pid}/ns`;
    return [
      ...(['nsenter', `--mount=${namespaces}/mnt`, `--pid=${namespaces}/pid_for_children`] as const),
      ...command,
    ];
  }

  /** The command line of podman. */
  podman(...words: readonly string[]): [string, ...string[]] {
    return this.within('podman', ...this.#options, ...words);
  }

  /** Runs a command line to its end. @returns what it printed @throws with `stderr` where it failed */
  async run([command, ...args]: readonly [string, ...string[]]): Promise<string> {
    return (await execute(command, args, { env: this.environment })).stdout.trim();
  }

  /** Ends all that runs in it, and waits until it has. */
  async close(): Promise<void> {
    if (this.first.exitCode !== null || this.first.signalCode !== null) return;
    const ended = once(this.first, 'close');
    this.first.stdin?.end();
    await ended;
  }
}

/** What a command that failed said of it, without its own decoration. */
export function complaint(error: unknown): string {
  const { stderr } = error as { stderr?: string };
  const last = (stderr ?? String(error)).trim().split('\n').at(-1) ?? '';
  return last.replace(/^Error: /, '');
}
