import { execFile, spawnSync } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { whyNoPodman } from '../../../sandbox/kubernetes/kubelet/podman/requirements';

const run = promisify(execFile);
const BUSYBOX = '/bin/busybox';
/** Says what it is told to greet with, and serves a page on port 8080. */
const PROGRAM = 'echo "Greeting with ${GREETING:-nothing}"; exec busybox httpd -f -p 8080 -h /www';
const CONTAINERFILE = `
FROM scratch
COPY busybox /bin/busybox
COPY busybox /bin/sh
COPY index.html /www/index.html
CMD ["sh", "-c", ${JSON.stringify(PROGRAM)}]
`;
/** Podman leaves nothing of its own on the machine but the image. */
const BUILD = `
set -e
for folder in /run /dev/shm /var/lib; do mount -t tmpfs build "$folder"; done
podman --root "$1" --runroot /run/podman --storage-driver overlay --cgroup-manager cgroupfs \\
  build --isolation chroot --tag "$2" "$3"
`;

export const IMAGE = 'localhost/greeter:1';

/** Why the image cannot be built or run here, as the end of a sentence; undefined where it can. */
export function whyNoImage(): string | undefined {
  if (spawnSync(BUSYBOX, ['true']).error) return `${BUSYBOX} is absent; on Debian, install busybox-static`;
  return whyNoPodman();
}

/** Builds `IMAGE` of a file of this machine. @returns podman's storage that has it, in that folder */
export async function buildImage(folder: string): Promise<string> {
  const [images, context] = [join(folder, 'images'), join(folder, 'context')];
  await mkdir(context);
  await copyFile(BUSYBOX, join(context, 'busybox'));
  await writeFile(join(context, 'index.html'), 'Hello from a real pod\n');
  await writeFile(join(context, 'Containerfile'), CONTAINERFILE);
  const env = { PATH: process.env.PATH, HOME: folder };
  await run('unshare', ['--mount', 'sh', '-c', BUILD, 'sh', images, IMAGE, context], { env });
  return images;
}
