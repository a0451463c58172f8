import { strictEqual } from 'node:assert/strict';
import { findFileWith } from '../../../src/ui/kubeconfig-file';

describe('The kubeconfig file of a cluster', () => {
  const inThird = { holds: (path: string) => Promise.resolve(path === '/c') };

  it('is the one of several that has it', async () => {
    strictEqual(await findFileWith('arn', ['/a', '/b', '/c'], inThird), '/c');
  });

  it('is the first, where none has it', async () => {
    strictEqual(await findFileWith('arn', ['/a', '/b'], inThird), '/a');
  });

  it('is read only where there are others', async () => {
    const unread = { holds: () => Promise.reject(new Error('It was read.')) };
    strictEqual(await findFileWith('arn', ['/a'], unread), '/a');
  });
});
