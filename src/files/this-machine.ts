import { readFile, readlink } from 'node:fs/promises';

/**
 * Tells this machine, since it was started, from every other, and the processes that can be seen here from those of a
 * container: machines with the same host name may share a home folder, and there a process that lives elsewhere would
 * look dead. `undefined` where the system does not say, as everywhere but on Linux (proc(5), pid_namespaces(7)).
 */
export async function thisMachine(platform: NodeJS.Platform = process.platform): Promise<string | undefined> {
  if (platform !== 'linux') return undefined;
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}
