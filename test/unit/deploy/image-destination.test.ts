import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { pushCommand, pushedDigest } from '../../../src/core/build/command-lines';
import { otherDestination } from '../../../src/core/deploy/image-destination';
import { makeImage } from '../../../src/core/deploy/make-image';
import type { EarlierDeployment } from '../../../src/core/deploy/request';
import type { BuildPort } from '../../../src/core/ports/build';

const SHOP = { name: 'shop', origin: 'https://git.example/shop.git' };
const DIGEST = `sha256:${'a'.repeat(64)}`;
const never = new AbortController().signal;

describe('An image in a registry of the user’s choice', () => {
  let pushed: unknown[];

  const make = (digest: string | undefined, earlier: readonly EarlierDeployment[] = []) => {
    pushed = [];
    const build: BuildPort = {
      find: () => Promise.resolve('docker'),
      build: () => Promise.resolve(),
      push: (_tool, image) => {
        pushed.push(image);
        return Promise.resolve(digest);
      },
    };
    return makeImage(
      {
        ...{ environment: 'staging', port: 5000, earlier, recipe: 'Dockerfile' },
        commit: { sha: 'a1b2c3d4e5f60718', ref: 'main', isDirty: false },
        source: { kind: 'dockerfile', dockerfile: '/app/Dockerfile', context: '/app' },
      },
      {
        ...{ build, destination: otherDestination('ghcr.io/example', SHOP) },
        cluster: { nodes: () => Promise.resolve([]) },
        clock: { now: () => Date.parse('2026-12-01T10:20:30Z') },
        test: () => Promise.resolve(),
        secrets: () => Promise.resolve({}),
        show: (work, signal) => work(() => undefined, signal),
      },
      () => undefined,
      never,
    );
  };

  it('is pushed with the user’s own login, and deployed by the digest that the CLI says', async () => {
    const { reference } = await make(DIGEST);
    const [, repository, digest] = /^(ghcr\.io\/example\/shop-[0-9a-f]{8})@(.*)$/.exec(reference) ?? [];
    strictEqual(digest, DIGEST);
    deepStrictEqual(pushed, [{ reference: `${repository}:staging-a1b2c3d4e5f6-20261201102030` }]);
  });

  it('is deployed by its own tag where the CLI does not say the digest', async () => {
    const { reference } = await make(undefined);
    strictEqual(reference.split(':').at(-1), 'staging-a1b2c3d4e5f6-20261201102030');
  });

  it('is not built again for the same commit', async () => {
    for (const digest of [DIGEST, undefined]) {
      const { reference, builtFrom } = await make(digest);
      const again = { image: reference, builtFrom, commit: 'a1b2c3d4e5f60718', isDirty: false };
      strictEqual((await make(digest, [again])).reference, reference);
      deepStrictEqual(pushed, []);
      const elsewhere = reference.replace('example/', 'example/other/');
      await make(digest, [{ ...again, image: elsewhere }]);
      strictEqual(pushed.length, 1);
    }
  });

  it('is pushed without a login of ours', () => {
    for (const tool of ['docker', 'podman', 'finch', 'nerdctl', 'buildah'] as const) {
      const { args, env } = pushCommand(tool, { reference: 'ghcr.io/example/shop:1', platform: 'linux' });
      deepStrictEqual(env, {}, tool);
      strictEqual(
        args.includes('ghcr.io/example/shop:1') && !args.join(' ').includes('authfile'),
        true,
        tool,
      );
    }
  });

  it('is pushed without a file for its digest where there is none like it', () => {
    const { args } = pushCommand('podman', { reference: 'ghcr.io/example/shop:1', platform: 'win32' });
    deepStrictEqual(args, ['push', 'ghcr.io/example/shop:1']);
  });

  it('has the digest that the CLI says in its own way', () => {
    const other = `sha256:${'b'.repeat(64)}`;
    strictEqual(pushedDigest(`1: digest: ${DIGEST} size: 528\n`), DIGEST);
    strictEqual(pushedDigest(`Copying blob ${other}\nStoring signatures\n${DIGEST}`), DIGEST);
    strictEqual(pushedDigest(`manifest-${other}: done\nindex-${DIGEST}: done\n`), DIGEST);
    strictEqual(pushedDigest(`manifest-${DIGEST}: done |++|\nconfig-${other}: done\n`), DIGEST);
    strictEqual(pushedDigest('Writing manifest to image destination\n'), undefined);
  });
});
