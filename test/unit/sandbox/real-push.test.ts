import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryOf } from '../../../src/core/deploy/image-repository';
import type { ImageRegistryPort } from '../../../src/core/ports/image-registry';
import { registryLogins } from '../../../src/files/registry-logins';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { PodmanRuntime } from '../../sandbox/kubernetes/kubelet/podman/podman-runtime';
import { whyNoPodman } from '../../sandbox/kubernetes/kubelet/podman/requirements';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole } from '../../sandbox/seed/principals';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from './clients';
import { assumeRoleWith, never } from './cluster-life';

const run = promisify(execFile);
const PROJECT = repositoryOf({ name: 'shop', origin: 'https://github.com/example/shop.git' }, 'f00d');
const EVERYTHING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;
const why = spawnSync('buildah', ['version']).error ? 'buildah is absent' : whyNoPodman();
if (why !== undefined) console.log(`Tests of real pushes are skipped: ${why}.`);

(why === undefined ? describe : describe.skip)('A real container CLI', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let images: ImageRegistryPort;
  let folder: string;
  let buildah: (words: readonly string[], env?: Record<string, string>) => Promise<{ stdout: string }>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-real-push-'));
    sandbox = await startSandbox({
      externalId: EXTERNAL_ID,
      startKubernetesApi: ({ clusterName, access }) =>
        Promise.resolve(fakeKubernetesApi(clusterName, access)),
    });
    images = await withAws(
      { variables: sandbox.env },
      async () => (await assumeRoleWith(sandbox, { name: 'eks-pusher', policy: EVERYTHING })).images,
    );
    const storage = [
      '--root',
      join(folder, 'storage'),
      '--runroot',
      join(folder, 'run'),
      '--storage-driver',
      'vfs',
    ];
    const environment = { PATH: process.env.PATH, HOME: folder, TMPDIR: folder };
    buildah = ([command = '', ...words], env = {}) =>
      run('buildah', [...storage, command, ...words], { env: { ...environment, ...env } });
    await mkdir(join(folder, 'context'));
    await writeFile(join(folder, 'context', 'words'), 'the words of that file\n');
    await writeFile(join(folder, 'context', 'Dockerfile'), 'FROM scratch\nCOPY words /words\n');
    await buildah(['bud', '--isolation', 'chroot', '--tag', 'localhost/shop', join(folder, 'context')]);
    await writeFile(join(folder, 'ca.pem'), await sandbox.registries.ca());
  });

  after(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });

  /** Pushes as the extension does. @returns the digest that the CLI says */
  async function push(tag: string): Promise<{ readonly uri: string; readonly digest: string }> {
    const { uri } = await images.repository(PROJECT, never());
    const logins = registryLogins(join(folder, 'logins'));
    const digestFile = join(folder, 'digest');
    await logins.withLogin(await images.login(never()), ({ file }) =>
      buildah(['push', '--quiet', '--digestfile', digestFile, 'localhost/shop', `docker://${uri}:${tag}`], {
        REGISTRY_AUTH_FILE: file,
        SSL_CERT_FILE: join(folder, 'ca.pem'),
      }),
    );
    return { uri, digest: await readFile(digestFile, 'utf8') };
  }

  it('pushes with our login alone, over TLS, and leaves none behind', async () => {
    const { digest } = await push('first');
    strictEqual(await images.digest({ repository: PROJECT.name, by: { tag: 'first' } }, never()), digest);
    deepStrictEqual(await images.architectures({ repository: PROJECT.name, by: { digest } }, never()), [
      { x64: 'amd64', arm64: 'arm64' }[process.arch as 'x64' | 'arm64'],
    ]);
    deepStrictEqual(await readdir(join(folder, 'logins')), []);
  });

  it('uploads no layer twice', async () => {
    await push('first');
    const from = sandbox.requests.length;
    await push('second');
    const steps = sandbox.requests.slice(from).map(({ action }) => action);
    ok(steps.includes('PutImage'));
    strictEqual(steps.includes('UploadLayerPart'), false);
  });

  it('gets nowhere without a login', async () => {
    const { uri } = await images.repository(PROJECT, never());
    await rejects(
      buildah(['push', 'localhost/shop', `docker://${uri}:third`], { SSL_CERT_FILE: join(folder, 'ca.pem') }),
      (error: { stderr?: string }) => /Not Authorized|unauthorized/i.test(error.stderr ?? ''),
    );
  });

  it('is told which action of IAM lacks', async () => {
    const deny = { Effect: 'Deny', Action: 'ecr:InitiateLayerUpload', Resource: '*' } as const;
    const policy = { ...EVERYTHING, Statement: [...EVERYTHING.Statement, deny] };
    const denied = await withAws(
      { variables: sandbox.env },
      async () => (await assumeRoleWith(sandbox, { name: 'eks-denied', policy })).images,
    );
    const { name, uri } = await images.repository({ ...PROJECT, name: 'eks-clusters/denied' }, never());
    strictEqual(name, 'eks-clusters/denied');
    const { username, password } = await denied.login(never());
    await rejects(
      buildah(['push', '--creds', `${username}:${password}`, 'localhost/shop', `docker://${uri}:one`], {
        SSL_CERT_FILE: join(folder, 'ca.pem'),
      }),
      (error: { stderr?: string }) => {
        match(error.stderr ?? '', /not authorized to perform: ecr:InitiateLayerUpload/);
        return true;
      },
    );
  });

  it('of a node pulls by digest, once a role of the account has the policy that nodes need', async () => {
    const { uri, digest } = await push('pulled');
    const wanted = {
      pod: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } },
      container: { image: `${uri}@${digest}` },
    };
    const runtime = await PodmanRuntime.open(join(folder, 'none'), (image) =>
      sandbox.registries.nodeLogin(image),
    );
    try {
      await rejects(runtime.pull(wanted, never()), /Not Authorized|unauthorized/i);
      seedRole(sandbox.clusters, {
        name: 'node',
        trusts: { kind: 'service', service: 'ec2.amazonaws.com' },
        attached: ['AmazonEC2ContainerRegistryPullOnly'],
      });
      strictEqual((await runtime.pull(wanted, never())).id, `${uri}@${digest}`);
    } finally {
      await runtime.close();
    }
  });
});
