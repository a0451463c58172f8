import { execFile, spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Builds an image with this machine's Node.js under the name of the official one, which cannot be pulled here.
 * @param env says where buildah keeps its images
 */
export async function buildNodeImage(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'eks-node-image-'));
  try {
    const node = spawnSync('readlink', ['--canonicalize', process.execPath]).stdout.toString().trim();
    const files = [
      ...(await librariesOf(node)).map((path) => [path, path] as const),
      [node, '/usr/bin/node'] as const,
    ];
    for (const [from, to] of files) {
      const path = join(context, 'root', to);
      await mkdir(dirname(path), { recursive: true });
      await copyFile(from, path);
    }
    await writeFile(join(context, 'Dockerfile'), 'FROM scratch\nCOPY root /\nENV PATH=/usr/bin\n');
    await run('buildah', ['build', '--quiet', '--tag', name, context], { env });
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/** With the loader, by the paths that the program looks for them at. */
async function librariesOf(program: string): Promise<readonly string[]> {
  const { stdout } = await run('ldd', [program]);
  return [...stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = '']) => path);
}
