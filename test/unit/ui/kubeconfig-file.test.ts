import { strictEqual } from 'node:assert/strict';
import { fileWith } from '../../../src/ui/kubeconfig-file';

describe('The kubeconfig file of a cluster', () => {
  const inThird = { holds: (path: string) => Promise.resolve(path === '/c') };

  it('is the one of several that has it', async () => {
    strictEqual(await fileWith('arn', ['/a', '/b', '/c'], inThird), '/c');
  });

  it('is the first, where none has it', async () => {
    strictEqual(await fileWith('arn', ['/a', '/b'], inThird), '/a');
  });

  it('is read only where there are others', async () => {
    const unread = { holds: () => Promise.reject(new Error('It was read.')) };
    strictEqual(await fileWith('arn', ['/a'], unread), '/a');
  });
});
