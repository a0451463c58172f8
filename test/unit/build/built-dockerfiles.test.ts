import { ok, strictEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerfilesFor } from '../../../src/core/build/detect-language';
import { dockerignoreFor } from '../../../src/core/build/written-dockerfile';

// Only root can mount an image without a namespace of its own.
const canLook = !spawnSync('buildah', ['version']).error && process.getuid?.() === 0;
if (!canLook) console.log('Builds of written Dockerfiles are skipped: they need buildah and root.');

(canLook ? describe : describe.skip)('A written Dockerfile', function () {
  this.timeout(60_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-written-'));
    const storage = `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/storage"\nrunroot = "${folder}/run"\n`;
    await writeFile(join(folder, 'storage.conf'), storage);
  });
  after(() => rm(folder, { recursive: true }));

  for (const [name, port] of [
    ['server.js', '3000/tcp'],
    ['index.html', '8080/tcp'],
  ] as const)
    it(`builds for ${name}, with a user that is not root, and without secrets`, async () => {
      const app = join(folder, name.replace('.', '-'));
      await mkdir(app);
      const [written] = dockerfilesFor({ names: [name], text: () => undefined });
      ok(written);
      const files = {
        ...{ [name]: 'words', '.env': 'SECRET=1', Dockerfile: written.text },
        '.dockerignore': dockerignoreFor(written),
      };
      for (const [file, text] of Object.entries(files)) await writeFile(join(app, file), text);
      const [, base = ''] = /^FROM (\S+)$/m.exec(written.text) ?? [];
      await writeFile(join(folder, 'Base'), 'FROM scratch\n');
      buildah('build', `--file=${join(folder, 'Base')}`, `--tag=${base}`, folder);
      buildah('build', `--tag=${name.replace('.', '-')}:1`, app);
      const image = buildah(
        'inspect',
        '--type=image',
        '--format={{.OCIv1.Config}}',
        `${name.replace('.', '-')}:1`,
      );
      ok(/^\{(?:1000|101) /.test(image), image);
      ok(image.includes(port), image);
      const container = buildah('from', `${name.replace('.', '-')}:1`).trim();
      const root = buildah('mount', container).trim();
      const listed = spawnSync('find', [root, '-type', 'f', '-printf', '%f\n']).stdout.toString();
      strictEqual(listed, `${name}\n`);
    });

  function buildah(...args: string[]): string {
    const env = { ...process.env, CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf') };
    const { status, stdout, stderr } = spawnSync('buildah', args, { env });
    strictEqual(status, 0, stderr.toString());
    return stdout.toString();
  }
});
