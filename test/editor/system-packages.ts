import { existsSync } from 'node:fs';
import { run } from './command';

/** Debian packages are installed for root alone; anybody else is told what to type. */
export const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** What a person types to have these Debian packages. */
export function installCommand(packages: readonly string[]): string {
  return `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

// apt-get refuses to run twice at a time; the second caller waits for the first.
let last: Promise<unknown> = Promise.resolve();

/** Installs Debian packages as root. */
export function installPackages(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const next = last.then(async () => {
    console.log(`Installing ${packages.join(', ')} with apt-get…`);
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  });
  last = next.catch(() => undefined);
  return next;
}
