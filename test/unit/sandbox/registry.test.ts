import { deepStrictEqual, match, rejects, strictEqual } from 'node:assert/strict';
import {
  BatchDeleteImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  PutLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole } from '../../sandbox/seed/principals';
import { clientOf, EXTERNAL_ID, sessionKeys } from './clients';
import { digestOf, INDEX, MANIFEST, RegistryClient } from './push-image';

const REPOSITORY = 'eks-clusters/shop';

describe('the simulated ECR', () => {
  let sandbox: Sandbox;
  let ecr: ECRClient;
  let registry: RegistryClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    ecr = await clientAs('eks-administrator', ['AdministratorAccess']);
    await ecr.send(new CreateRepositoryCommand({ repositoryName: REPOSITORY }));
    registry = await signedIn(ecr);
  });
  afterEach(() => sandbox.stop());

  async function clientAs(name: string, attached: readonly string[]): Promise<ECRClient> {
    const trusts = { kind: 'account', account: sandbox.base, externalId: EXTERNAL_ID } as const;
    const RoleArn = seedRole(sandbox.clusters, { name, trusts, attached });
    return new ECRClient(clientOf(sandbox, await sessionKeys(sandbox, { RoleArn })));
  }

  async function signedIn(client: ECRClient): Promise<RegistryClient> {
    const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
    const { authorizationToken = '', proxyEndpoint = '' } = authorizationData![0]!;
    const [username = '', password = ''] = Buffer.from(authorizationToken, 'base64').toString().split(':');
    const { host } = new URL(proxyEndpoint);
    return new RegistryClient({ host, username, password }, await sandbox.registries.ca());
  }

  function tagged(imageTag: string) {
    return ecr.send(new DescribeImagesCommand({ repositoryName: REPOSITORY, imageIds: [{ imageTag }] }));
  }

  it('keeps what was pushed, and gives it back as it was', async () => {
    const digest = await registry.push(REPOSITORY, 'one');
    const { text, headers } = await registry.send('GET', `/v2/${REPOSITORY}/manifests/one`);
    strictEqual(digestOf(Buffer.from(text)), digest);
    strictEqual(headers['content-type'], MANIFEST);
    const { layers } = JSON.parse(text) as { layers: { digest: string }[] };
    const layer = await registry.send('GET', `/v2/${REPOSITORY}/blobs/${layers[0]?.digest}`);
    strictEqual(layer.text, 'layer of amd64');
    const { imageDetails } = await tagged('one');
    deepStrictEqual(
      imageDetails?.map(({ imageDigest, imageTags }) => [imageDigest, imageTags]),
      [[digest, ['one']]],
    );
  });

  it('takes a tag from one image to the next, which leaves the first without', async () => {
    const first = await registry.push(REPOSITORY, 'latest');
    await registry.push(REPOSITORY, 'latest', 'arm64');
    const { imageDetails } = await ecr.send(
      new DescribeImagesCommand({ repositoryName: REPOSITORY, filter: { tagStatus: 'UNTAGGED' } }),
    );
    deepStrictEqual(
      imageDetails?.map(({ imageDigest }) => imageDigest),
      [first],
    );
  });

  it('takes an index only once its images are there', async () => {
    const manifest = { mediaType: MANIFEST, digest: `sha256:${'0'.repeat(64)}`, size: 1 };
    const index = (manifests: unknown) => ({ schemaVersion: 2, mediaType: INDEX, manifests });
    await rejects(registry.putManifest(REPOSITORY, 'both', index([manifest])), /400 .*MANIFEST_BLOB_UNKNOWN/);
    const digest = await registry.push(REPOSITORY, 'one');
    await registry.putManifest(REPOSITORY, 'both', index([{ ...manifest, digest }]));
    strictEqual((await tagged('both')).imageDetails?.[0]?.imageManifestMediaType, INDEX);
  });

  it('refuses what is not what its digest says, in a layer and in a manifest', async () => {
    const begun = await registry.send('POST', `/v2/${REPOSITORY}/blobs/uploads/`);
    strictEqual(begun.status, 202);
    const other = digestOf(Buffer.from('other'));
    const ended = await registry.send('PUT', `${String(begun.headers.location)}?digest=${other}`, {
      body: 'this',
    });
    deepStrictEqual([ended.status, errorCode(ended.text)], [400, 'DIGEST_INVALID']);
    await rejects(
      registry.putManifest(REPOSITORY, other, { mediaType: MANIFEST, config: {} } as { mediaType: string }),
      /400 .*DIGEST_INVALID/,
    );
  });

  it('refuses a chunk that leaves a gap, and an upload of another repository', async () => {
    const begun = await registry.send('POST', `/v2/${REPOSITORY}/blobs/uploads/`);
    const headers = { 'content-range': '10-13' };
    strictEqual(
      (await registry.send('PATCH', String(begun.headers.location), { headers, body: 'late' })).status,
      416,
    );
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'eks-clusters/other' }));
    const elsewhere = String(begun.headers.location).replace('/shop/', '/other/');
    strictEqual((await registry.send('PATCH', elsewhere, { body: 'x' })).status, 404);
  });

  it('mounts no layer of another repository: it has to be uploaded', async () => {
    const digest = await registry.upload(REPOSITORY, Buffer.from('layer'));
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'eks-clusters/other' }));
    const query = `mount=${digest}&from=${REPOSITORY}`;
    const mounted = await registry.send('POST', `/v2/eks-clusters/other/blobs/uploads/?${query}`);
    strictEqual(mounted.status, 202);
    strictEqual((await registry.send('HEAD', `/v2/eks-clusters/other/blobs/${digest}`)).status, 404);
  });

  it('says what a push to no repository is told, in ECR’s words', async () => {
    const { status, text } = await registry.send('POST', '/v2/nowhere/blobs/uploads/');
    deepStrictEqual([status, errorCode(text)], [404, 'NAME_UNKNOWN']);
    match(text, /The repository with name 'nowhere' does not exist in the registry with id '222222222222'/);
  });

  it('refuses a missing token, and one of another account', async () => {
    const { host } = new URL(`https://${sandbox.clusters.repositories.values().next().value!.uri}`);
    const ca = await sandbox.registries.ca();
    const stranger = await new RegistryClient({ host }, ca).send('GET', '/v2/');
    strictEqual(stranger.status, 401);
    match(String(stranger.headers['www-authenticate']), /^Basic realm=/);
    const wrong = new RegistryClient({ host, username: 'AWS', password: 'guess' }, ca);
    deepStrictEqual((await wrong.send('GET', '/v2/')).status, 403);
  });

  it('denies a step of a push as IAM does, with the action', async () => {
    const reader = await signedIn(await clientAs('eks-reader', ['AmazonEC2ContainerRegistryPullOnly']));
    await registry.push(REPOSITORY, 'one');
    strictEqual((await reader.send('GET', `/v2/${REPOSITORY}/manifests/one`)).status, 200);
    const { status, text } = await reader.send('POST', `/v2/${REPOSITORY}/blobs/uploads/`);
    deepStrictEqual([status, errorCode(text)], [403, 'DENIED']);
    match(
      text,
      /assumed-role\/eks-reader\/test is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:eu-central-1:222222222222:repository\/eks-clusters\/shop/,
    );
  });

  it('deletes an image with its last tag, and a repository only when it is empty or must be', async () => {
    await registry.push(REPOSITORY, 'one');
    const deleting = new DeleteRepositoryCommand({ repositoryName: REPOSITORY });
    await rejects(ecr.send(deleting), { name: 'RepositoryNotEmptyException' });
    const { imageIds, failures } = await ecr.send(
      new BatchDeleteImageCommand({
        repositoryName: REPOSITORY,
        imageIds: [{ imageTag: 'one' }, { imageTag: 'none' }],
      }),
    );
    deepStrictEqual(
      [imageIds?.length, failures?.map(({ failureCode }) => failureCode)],
      [1, ['ImageNotFound']],
    );
    await ecr.send(deleting);
    await rejects(ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [REPOSITORY] })), {
      name: 'RepositoryNotFoundException',
    });
  });

  it('refuses names and lifecycle policies that ECR does not take', async () => {
    for (const repositoryName of ['Shop', 'a', 'shop-', 'x'.repeat(257)])
      await rejects(ecr.send(new CreateRepositoryCommand({ repositoryName })), {
        name: 'InvalidParameterException',
      });
    const rule = { selection: { tagStatus: 'untagged', countType: 'sinceImagePulled', countNumber: 7 } };
    await rejects(
      ecr.send(
        new PutLifecyclePolicyCommand({
          repositoryName: REPOSITORY,
          lifecyclePolicyText: JSON.stringify({ rules: [{ rulePriority: 1, ...rule }] }),
        }),
      ),
      { name: 'InvalidParameterException' },
    );
  });
});

function errorCode(body: string): string | undefined {
  return (JSON.parse(body) as { errors?: { code: string }[] }).errors?.[0]?.code;
}
