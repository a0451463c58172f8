import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { repositoryOf } from '../../../src/core/deploy/image-repository';
import { provisionPolicy, permissionsFor, type Extra, type PolicyDocument } from '../../../src/core/policy';
import type { ImageRegistryPort } from '../../../src/core/ports/image-registry';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { assumeRoleWith, never } from '../sandbox/cluster-life';
import { INDEX, MANIFEST, RegistryClient } from '../sandbox/push-image';
import { withAws } from './environment';

const PROJECT = repositoryOf({ name: 'Shop', origin: 'https://github.com/example/shop.git' }, 'f00d');
const ACTIONS = permissionsFor([], ['deploy'])
  .map(({ action }) => action)
  .filter((action) => action.startsWith('ecr:'));

describe('The image registry of an account', () => {
  let sandbox: Sandbox;
  let count = 0;

  beforeEach(async () => {
    sandbox = await startSandbox({
      externalId: EXTERNAL_ID,
      startKubernetesApi: ({ clusterName, access }) =>
        Promise.resolve(fakeKubernetesApi(clusterName, access)),
    });
  });
  afterEach(() => sandbox.stop());

  /** ECR as a role that may do what the extension's policy says of deploying, but for the action. */
  function registry<T>(
    run: (images: ImageRegistryPort) => Promise<T>,
    denied?: string,
    extras: readonly Extra[] = ['deploy'],
  ): Promise<T> {
    return withAws({ variables: sandbox.env }, async () => {
      const name = `eks-deployer-${(count += 1)}`;
      const policy = without(denied, deployPolicy(sandbox.clusters.id, extras));
      return run((await assumeRoleWith(sandbox, { name, policy })).images);
    });
  }

  async function clientFor(images: ImageRegistryPort): Promise<RegistryClient> {
    return new RegistryClient(await images.login(never()), await sandbox.registries.ca());
  }

  it('has a repository for each project, made once, with scanning, tags and a lifecycle policy', async () => {
    const [first, second] = await registry(
      async (images) =>
        [await images.repository(PROJECT, never()), await images.repository(PROJECT, never())] as const,
    );
    deepStrictEqual(first, second);
    match(first.uri, /^127\.0\.0\.1:\d+\/eks-clusters\/shop-[0-9a-f]{8}$/);
    const [made, ...others] = sandbox.clusters.repositories.values();
    deepStrictEqual(others, []);
    ok(made);
    deepStrictEqual(
      [made.name, made.scanOnPush, made.encryptionType, Object.fromEntries(made.tags)],
      [PROJECT.name, true, 'AES256', PROJECT.tags],
    );
    const { rules } = JSON.parse(made.lifecyclePolicy ?? '') as { rules: { selection: object }[] };
    deepStrictEqual(
      rules.map(({ selection }) => selection),
      [{ tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 }],
    );
  });

  it('leaves the lifecycle of a repository alone that somebody else made', async () => {
    await registry((images) => images.repository(PROJECT, never()));
    const [made] = sandbox.clusters.repositories.values();
    made!.lifecyclePolicy = undefined;
    await registry((images) => images.repository(PROJECT, never()));
    strictEqual(made!.lifecyclePolicy, undefined);
  });

  it('takes the repository that another window makes at the same time', async () => {
    const found = await registry((images) =>
      Promise.all([images.repository(PROJECT, never()), images.repository(PROJECT, never())]),
    );
    strictEqual(new Set(found.map(({ uri }) => uri)).size, 1);
  });

  it('lets a container CLI push with its login, and then finds the digest by tag and by digest', () =>
    registry(async (images) => {
      const repository = (await images.repository(PROJECT, never())).name;
      strictEqual(await images.digest({ repository, by: { tag: 'one' } }, never()), undefined);
      const digest = await (await clientFor(images)).push(repository, 'one');
      strictEqual(await images.digest({ repository, by: { tag: 'one' } }, never()), digest);
      strictEqual(await images.digest({ repository, by: { digest } }, never()), digest);
      strictEqual(
        await images.digest({ repository: 'eks-clusters/none', by: { digest } }, never()),
        undefined,
      );
    }));

  it('says which architectures an image is for', () =>
    registry(async (images) => {
      const repository = (await images.repository(PROJECT, never())).name;
      const client = await clientFor(images);
      const manifests = [];
      for (const architecture of ['amd64', 'arm64']) {
        const digest = await client.push(repository, architecture, architecture);
        manifests.push({ mediaType: MANIFEST, digest, platform: { architecture, os: 'linux' } });
      }
      manifests.push({ ...manifests[0], platform: { architecture: 'unknown', os: 'unknown' } });
      await client.putManifest(repository, 'both', { mediaType: INDEX, manifests } as { mediaType: string });
      const of = (tag: string) => images.architectures({ repository, by: { tag } }, never());
      deepStrictEqual(
        [await of('arm64'), await of('both'), await of('none')],
        [['arm64'], ['amd64', 'arm64'], []],
      );
    }));

  it('lists the images of a repository, and deletes those that no other refers to', () =>
    registry(
      async (images) => {
        deepStrictEqual(await images.images('eks-clusters/none', never()), []);
        const repository = (await images.repository(PROJECT, never())).name;
        const client = await clientFor(images);
        const [one, two] = [
          await client.push(repository, 'one'),
          await client.push(repository, 'two', 'arm64'),
        ];
        const found = await images.images(repository, never());
        deepStrictEqual(
          found.map(({ digest, tags }) => [digest, ...tags]),
          [
            [one, 'one'],
            [two, 'two'],
          ],
        );
        ok(found.every(({ bytes, pushedAt }) => bytes > 0 && pushedAt > Date.now() - 60_000));
        const unknown = `sha256:${'0'.repeat(64)}`;
        deepStrictEqual(await images.deleteImages(repository, [one, unknown], never()), [one]);
        deepStrictEqual(
          (await images.images(repository, never())).map(({ digest }) => digest),
          [two],
        );
      },
      undefined,
      ['deploy', 'cleanUpImages'],
    ));

  it('deletes no image without the permission that has a tick of its own', async () => {
    await rejects(
      registry(async (images) => {
        const repository = (await images.repository(PROJECT, never())).name;
        const digest = await (await clientFor(images)).push(repository, 'one');
        return images.deleteImages(repository, [digest], never());
      }),
      { code: 'ecr-denied', message: /ecr:BatchDeleteImage/ },
    );
  });

  it('knows how long a login lasts', async () => {
    const { username, expiresAt } = await registry((images) => images.login(never()));
    strictEqual(username, 'AWS');
    ok(expiresAt > Date.now() + 11 * 3_600_000);
  });

  it('is asked for all that the policy allows, and for nothing else', async () => {
    const from = sandbox.requests.length;
    await registry(deploy);
    const asked = sandbox.requests
      .slice(from)
      .filter(({ service, action }) => service === 'ecr' && action !== 'GET')
      .map(({ action }) => `ecr:${action}`);
    // Tagging belongs to creating.
    deepStrictEqual([...new Set([...asked, 'ecr:TagResource'])].sort(), [...ACTIONS].sort());
    deepStrictEqual(denied(), []);
  });

  for (const action of ACTIONS) {
    it(`needs ${action}`, async () => {
      // The answer to a HEAD request of a CLI has no words.
      await rejects(
        registry(deploy, action),
        (error: Error & { code?: string }) => error.code !== 'ecr-denied' || error.message.includes(action),
      );
      deepStrictEqual(denied(), [action]);
    });
  }

  it('says by which tick the permission comes', async () => {
    await rejects(
      registry((images) => images.login(never()), 'ecr:GetAuthorizationToken'),
      {
        code: 'ecr-denied',
        message: /: ecr:GetAuthorizationToken is denied\.$/,
        remedy: /Deploy applications/,
      },
    );
  });

  /** What of ECR was denied. */
  function denied(): readonly string[] {
    const actions = sandbox.denials.map(({ action }) => action).filter((action) => action.startsWith('ecr:'));
    return [...new Set(actions)];
  }

  /** The first deployment of a project. */
  async function deploy(images: ImageRegistryPort): Promise<void> {
    const { name: repository } = await images.repository(PROJECT, never());
    await (await clientFor(images)).push(repository, 'first');
    ok(await images.digest({ repository, by: { tag: 'first' } }, never()));
    deepStrictEqual(await images.architectures({ repository, by: { tag: 'first' } }, never()), ['amd64']);
  }
});

function deployPolicy(accountId: string, extras: readonly Extra[]): PolicyDocument {
  return provisionPolicy({
    ...{ compute: [], extras, includeDelete: false, serviceRole: 's', provisionRole: 'p' },
    ...{ partition: 'aws', accountId, region: REGION },
  });
}

function without(action: string | undefined, policy: PolicyDocument): PolicyDocument {
  const statements = policy.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((each) => each !== action),
  }));
  return { ...policy, Statement: statements.filter(({ Action }) => Action.length > 0) };
}
