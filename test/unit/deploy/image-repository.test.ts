import { deepStrictEqual, match, notStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { imageTag, repositoryIn, repositoryOf } from '../../../src/core/deploy/image-repository';

const SHOP = { name: 'Shop', origin: 'https://github.com/example/shop.git' };
const AT = Date.parse('2026-12-01T10:20:30.456Z');
/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const REPOSITORY = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests */
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

describe('The images of a project', () => {
  it('go to a repository of its own, the same for everybody who works on it', () => {
    const byHttps = repositoryOf(SHOP, 'f00d');
    const bySsh = repositoryOf({ ...SHOP, origin: 'git@github.com:example/shop.git' }, 'beef');
    strictEqual(byHttps.name, bySsh.name);
    match(byHttps.name, /^eks-clusters\/shop-[0-9a-f]{8}$/);
    const id = byHttps.name.slice('eks-clusters/'.length);
    deepStrictEqual(byHttps.tags, { 'eks-clusters:project': id, 'eks-clusters:installation': 'f00d' });
    const fork = repositoryOf({ ...SHOP, origin: 'https://github.com/fork/shop' }, 'f00d');
    notStrictEqual(fork.name, byHttps.name);
    strictEqual(repositoryIn('ghcr.io/example/', SHOP), `ghcr.io/example/${id}`);
  });

  it('go to a repository that ECR takes, whatever the project is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, origin) => {
        const repository = repositoryOf({ name, origin }, 'f00d').name;
        match(repository, REPOSITORY);
        strictEqual(repository.length <= 256, true);
      }),
    );
  });

  it('have a tag of their own for each build', () => {
    const built = { environment: 'production', sha: 'a1b2c3d4e5f60718293a', isDirty: false, at: AT };
    strictEqual(imageTag(built), 'production-a1b2c3d4e5f6-20261201102030');
    strictEqual(imageTag({ ...built, isDirty: true }), 'production-a1b2c3d4e5f6-dirty-20261201102030');
    strictEqual(imageTag({ ...built, sha: '' }), 'production-20261201102030');
  });

  it('have a tag that registries take, whatever the environment is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.boolean(), (environment, isDirty) => {
        match(imageTag({ environment, sha: 'a1b2c3d4e5f6', isDirty, at: AT }), TAG);
      }),
    );
  });
});
