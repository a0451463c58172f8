import { spawnSync } from 'node:child_process';

/** Debian's packages that bring the commands of `COMMANDS`. */
const PACKAGES = ['podman', 'crun', 'iproute2', 'bsdutils', 'util-linux'];
const COMMANDS = ['podman', 'crun', 'ip', 'script', 'unshare', 'nsenter'];

/** Why containers cannot really run here, as the end of a sentence; undefined where they can. */
export function whyNoPodman(): string | undefined {
  if (process.platform !== 'linux') return 'containers run on Linux only';
  if (process.getuid?.() !== 0) return 'containers are run by root only';
  const missing = COMMANDS.filter((command) => spawnSync(command, ['--version']).error);
  if (missing.length > 0)
    return `${missing.join(', ')} is not in PATH; on Debian, install ${PACKAGES.join(', ')}`;
  const { status } = spawnSync('unshare', ['--mount', '--pid', '--net', '--fork', 'true']);
  return status === 0 ? undefined : 'this machine does not allow new namespaces';
}
