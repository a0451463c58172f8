import { rejects, strictEqual } from 'node:assert/strict';
import { registryWithFallback } from '../../../src/core/deploy/registry-fallback';
import { userError } from '../../../src/core/errors/catalogue';
import type { ImageRegistryPort } from '../../../src/core/ports/image-registry';

const never = new AbortController().signal;
const REFERENCE = { repository: 'eks-clusters/shop', by: { tag: 'one' } } as const;

function registry(digest: () => Promise<string | undefined>): ImageRegistryPort {
  const unused = () => Promise.reject(new Error('Nobody asks for this.'));
  const others = { images: unused, deleteImages: unused };
  return { repository: unused, login: unused, architectures: unused, digest, ...others };
}

const denied = (action: string) => registry(() => Promise.reject(userError('ecr-denied', { action })));
const broken = registry(() => Promise.reject(userError('aws-unreachable', { detail: 'no route' })));
const good = registry(() => Promise.resolve('sha256:0a'));

describe('The registry of a cluster', () => {
  const ask = (first: ImageRegistryPort, other?: ImageRegistryPort) =>
    registryWithFallback(first, () => Promise.resolve(other)).digest(REFERENCE, never);

  it('is asked with the base credentials for what the provision role is not allowed', async () => {
    strictEqual(await ask(denied('ecr:DescribeImages'), good), 'sha256:0a');
  });

  it('is asked with nothing else where the role is allowed', async () => {
    const other = () => Promise.reject(new Error('It was not denied.'));
    strictEqual(await registryWithFallback(good, other).digest(REFERENCE, never), 'sha256:0a');
  });

  it('names what the role lacks where the base credentials belong to another account, or lack it too', async () => {
    const message = /: ecr:DescribeImages is denied/;
    await rejects(ask(denied('ecr:DescribeImages')), { code: 'ecr-denied', message });
    await rejects(ask(denied('ecr:DescribeImages'), denied('other')), { code: 'ecr-denied', message });
  });

  it('is not asked again for what is no matter of permissions', async () => {
    await rejects(ask(broken, good), { code: 'aws-unreachable' });
    await rejects(ask(denied('ecr:DescribeImages'), broken), { code: 'aws-unreachable' });
  });
});
