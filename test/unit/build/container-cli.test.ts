import { deepStrictEqual, match, ok, rejects, strictEqual, throws } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, relative as relativePath } from 'node:path';
import { containerCli } from '../../../src/build/cli';
import type { BuildChoice, BuildRequest } from '../../../src/core/ports/build';
import { privateFiles } from '../../../src/files/private-files';
import { findExecutable } from '../../../src/files/find-executable';
import { privateDestination } from '../../../src/core/deploy/image-destination';
import { makeImage } from '../../../src/core/deploy/make-image';
import type { EarlierDeployment } from '../../../src/core/deploy/request';
import type { ImageRegistryPort } from '../../../src/core/ports/image-registry';
import { registryLogins } from '../../../src/files/registry-logins';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeRoleWith, never } from '../sandbox/cluster-life';

const EVERYTHING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

const cliIn = (env: NodeJS.ProcessEnv, choice: Partial<BuildChoice> = {}) =>
  containerCli({
    env,
    findExecutable: (name) => findExecutable(name, env),
    choice: () => ({ tool: 'auto', arguments: [], ...choice }),
    files: privateFiles(join(env.TMPDIR ?? tmpdir(), 'eks-secrets')),
  });

const SHOP = { name: 'shop', origin: 'https://github.com/example/shop.git' };

const REQUEST: BuildRequest = {
  source: { kind: 'dockerfile', dockerfile: '/d', context: '/c' },
  ...{ secrets: {}, architecture: 'amd64', reference: 'r:1', labels: {} },
};

describe('The container CLIs of a machine', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-build-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A PATH with these alone, each a script. */
  async function cliOf(scripts: Readonly<Record<string, string>>, choice?: Partial<BuildChoice>) {
    const bin = join(folder, 'bin');
    await mkdir(bin);
    for (const [name, script] of Object.entries(scripts)) {
      await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
      await chmod(join(bin, name), 0o755);
    }
    return cliIn({ PATH: [bin].join(delimiter), TMPDIR: folder }, choice);
  }

  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('are the first that answers, in the order of docker, podman, finch, nerdctl, buildah', async () => {
    strictEqual(
      await (
        await cliOf({ docker: 'exit 1', podman: 'exit 0', buildah: 'exit 0' })
      ).find('dockerfile', never()),
      'podman',
    );
  });

  it('are never those of the folder that happens to be open', async () => {
    await (await cliOf({ podman: 'exit 0' })).find('dockerfile', never());
    const relative = relativePath(process.cwd(), join(folder, 'bin'));
    await rejects(cliIn({ PATH: relative }).find('dockerfile', never()), { code: 'no-builder' });
  });

  it('are told apart: none at all, or one whose engine sleeps', async () => {
    await rejects(cliIn({ PATH: folder }).find('dockerfile', never()), { code: 'no-builder' });
    await rejects((await cliOf({ docker: 'exit 1' })).find('dockerfile', never()), {
      code: 'builder-asleep',
      message: /^docker is installed/,
    });
  });

  it('say why a build and a push failed, in their last line', async () => {
    const cli = await cliOf({ podman: 'echo step 1; echo "Error: no /missing here" >&2; exit 125' });
    const said: string[] = [];
    const output = (text: string) => said.push(text);
    await rejects(cli.build('podman', REQUEST, output, never()), {
      code: 'build-failed',
      message: 'podman could not build the image: no /missing here',
    });
    match(said.join(''), /step 1/);
    const login = { folder, file: join(folder, 'config.json') };
    await rejects(cli.push('podman', { reference: 'r:1', login }, output, never()), { code: 'push-failed' });
  });

  it('name the action that ECR denied', async () => {
    const denied =
      'denied: User: arn:aws:sts::222222222222:assumed-role/a/b is not authorized to perform: ecr:PutImage on resource: arn:aws:ecr:eu-central-1:222222222222:repository/x because no identity-based policy allows the ecr:PutImage action';
    const cli = await cliOf({ buildah: `echo '${denied}' >&2; exit 1` });
    const login = { folder, file: join(folder, 'config.json') };
    await rejects(
      cli.push('buildah', { reference: 'r:1', login }, () => undefined, never()),
      {
        code: 'ecr-denied',
        message: /ecr:PutImage/,
      },
    );
  });

  it('end, with all that they started, when the build is cancelled', async () => {
    const cli = await cliOf({ podman: '/bin/sleep 600 & echo "begun $!"; wait; wait' });
    const cancelled = new AbortController();
    let child = 0;
    await rejects(
      cli.build(
        'podman',
        REQUEST,
        (text) => {
          child = Number(/begun (\d+)/.exec(text)?.[1]);
          cancelled.abort(new Error('enough'));
        },
        cancelled.signal,
      ),
      /enough/,
    );
    // Its output has ended with it, or the build would not have: only its number may be left until it is reaped.
    ok(child > 0);
    throws(() => readFileSync(`/proc/${child}/exe`));
  });

  it('are the one that the user has chosen, and no other', async () => {
    const scripts = { docker: 'exit 0', podman: 'exit 0' };
    strictEqual(await (await cliOf(scripts, { tool: 'podman' })).find('dockerfile', never()), 'podman');
    await rm(join(folder, 'bin'), { recursive: true });
    await rejects((await cliOf(scripts, { tool: 'finch' })).find('dockerfile', never()), {
      code: 'builder-missing',
      message: /^finch was not found/,
    });
  });

  it('build with pack only where docker’s engine runs, since the image is there', async () => {
    strictEqual(
      await (await cliOf({ docker: 'exit 0', pack: 'exit 0' })).find('buildpacks', never()),
      'pack',
    );
    await rm(join(folder, 'bin'), { recursive: true });
    await rejects((await cliOf({ docker: 'exit 1', pack: 'exit 0' })).find('buildpacks', never()), {
      code: 'builder-asleep',
    });
  });

  it('get the user’s arguments, and secrets in files that go with the build', async () => {
    const script =
      'for each; do echo "$each"; f="${each#*,src=}"; [ -f "$f" ] && /bin/ls -l "$f" && /bin/cat "$f"; done; exit 0';
    const cli = await cliOf({ podman: script }, { arguments: ['--isolation=chroot'] });
    const said: string[] = [];
    const secrets = { TOKEN: 'of great value' };
    await cli.build('podman', { ...REQUEST, secrets }, (text) => said.push(text), never());
    const lines = said.join('').split('\n');
    deepStrictEqual(
      lines.filter((line) => !line.startsWith('-rw') && !line.includes('TOKEN')),
      [
        'build',
        '--platform=linux/amd64',
        '--file=/d',
        '--tag=r:1',
        'of great value--isolation=chroot',
        '/c',
        '',
      ],
    );
    ok(lines.some((line) => line.startsWith('-rw-------')));
    deepStrictEqual(await readdir(join(folder, 'eks-secrets')), []);
  });
});

const hasBuildah = !spawnSync('buildah', ['version']).error;
if (!hasBuildah) console.log('Tests of real builds are skipped: buildah is absent.');

(hasBuildah ? describe : describe.skip)('An image that is really built', function () {
  this.timeout(60_000);
  let folder: string;
  let sandbox: Sandbox;
  let registry: ImageRegistryPort;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-make-'));
    sandbox = await startSandbox({
      externalId: EXTERNAL_ID,
      startKubernetesApi: ({ clusterName, access }) =>
        Promise.resolve(fakeKubernetesApi(clusterName, access)),
    });
    registry = await withAws(
      { variables: sandbox.env },
      async () => (await assumeRoleWith(sandbox, { name: 'eks-maker', policy: EVERYTHING })).images,
    );
    await registry.login(never());
    const storage = `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/storage"\nrunroot = "${folder}/run"\n`;
    await writeFile(join(folder, 'storage.conf'), storage);
    await writeFile(join(folder, 'ca.pem'), await sandbox.registries.ca());
    await mkdir(join(folder, 'app'));
    await writeFile(join(folder, 'app', 'words'), 'the words of that file\n');
    await writeFile(join(folder, 'app', 'Dockerfile'), 'FROM scratch\nCOPY words /words\n');
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin', 'buildah'), `#!/bin/sh\nexec ${buildah()} "$@"\n`, { mode: 0o755 });
  });

  after(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });

  it('is in the registry by its digest, for the nodes’ architecture, and leaves no login', async () => {
    const env = {
      ...{ PATH: join(folder, 'bin'), HOME: folder, TMPDIR: folder },
      ...{ CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf'), SSL_CERT_FILE: join(folder, 'ca.pem') },
    };
    const steps: string[] = [];
    const said: string[] = [];
    const app = join(folder, 'app');
    const make = (earlier: readonly EarlierDeployment[]) =>
      makeImage(
        {
          ...{ environment: 'production', port: 5000, earlier },
          commit: { sha: 'a1b2c3d4e5f60718', ref: 'main', isDirty: false },
          source: { kind: 'dockerfile', dockerfile: join(app, 'Dockerfile'), context: app },
          recipe: 'Dockerfile',
        },
        {
          build: cliIn(env),
          destination: privateDestination(registry, registryLogins(join(folder, 'logins')), SHOP, 'f00d'),
          cluster: { nodes: () => Promise.resolve([{ name: 'a', ready: true, architecture: 'arm64' }]) },
          clock: { now: () => Date.parse('2026-12-01T10:20:30Z') },
          test: () => Promise.resolve(),
          secrets: () => Promise.resolve({}),
          show: (work, signal) => work((text) => said.push(text), signal),
        },
        (step) => steps.push(step),
        never(),
      ).catch((error: unknown) => {
        throw new Error(said.join(''), { cause: error });
      });
    const image = await make([]);
    deepStrictEqual(steps, ['build', 'push']);
    const [, repository = '', digest = ''] = /\/(eks-clusters\/[^@]+)@(.+)$/.exec(image.reference) ?? [];
    strictEqual(
      await registry.digest({ repository, by: { tag: 'production-a1b2c3d4e5f6-20261201102030' } }, never()),
      digest,
    );
    deepStrictEqual(await registry.architectures({ repository, by: { digest } }, never()), ['arm64']);
    deepStrictEqual(await readdir(join(folder, 'logins')), []);
    ok(said.join('').includes('COPY words'));
    // The same commit, built the same way, is not built again while the registry has its image.
    const entry: EarlierDeployment = {
      ...{ commit: 'a1b2c3d4e5f60718', isDirty: false },
      ...{ image: image.reference, builtFrom: image.builtFrom },
    };
    deepStrictEqual(await make([entry]), image);
    strictEqual(steps.length, 2);
    await registry.deleteImages(repository, [digest], never());
    await make([entry]);
    deepStrictEqual(steps.slice(2), ['build', 'push']);
    await make([{ ...entry, isDirty: true }]);
    deepStrictEqual(steps.slice(4), ['build', 'push']);
  });

  function buildah(): string {
    return spawnSync('sh', ['-c', 'command -v buildah']).stdout.toString().trim();
  }
});
