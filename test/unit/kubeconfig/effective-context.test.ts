import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  effectiveContext,
  currentContextText,
  clusterOfContext,
  hasMoreThanCurrentContext,
} from '../../../src/core/kubeconfig/index';

const context = (name: string, cluster: string) =>
  `contexts: [{name: ${name}, context: {cluster: ${cluster}, user: u}}]\n`;

describe('The current context of a list of kubeconfigs', () => {
  it('is what the first file says that names one, whichever file has the context', () => {
    const texts = [
      context('shop', 'a'),
      'current-context: ""\n',
      'current-context: shop\n',
      currentContextText('blog'),
    ];
    deepStrictEqual(effectiveContext(texts), { kind: 'context', file: 2, context: 'shop', cluster: 'a' });
  });

  it('means the cluster of the first file that has the context', () => {
    const texts = [currentContextText('shop'), context('shop', 'a'), context('shop', 'b')];
    strictEqual(clusterOfContext(texts, 'shop'), 'a');
    deepStrictEqual(effectiveContext(texts), { kind: 'context', file: 0, context: 'shop', cluster: 'a' });
  });

  it('leads nowhere where no file has the context', () => {
    deepStrictEqual(effectiveContext([currentContextText('gone'), '']), {
      kind: 'context',
      file: 0,
      context: 'gone',
      cluster: undefined,
    });
  });

  it('is unknown behind a file that we cannot read, and known before it', () => {
    const unread = 'a: 1\na: 2\n';
    strictEqual(effectiveContext(['', unread, currentContextText('shop')]).kind, 'unread');
    strictEqual(effectiveContext([currentContextText('shop'), unread]).kind, 'context');
    deepStrictEqual(effectiveContext(['', 'kind: Config\n']), { kind: 'none' });
  });
});

describe('A file that chooses a context', () => {
  it('holds no more until another program writes into it', () => {
    strictEqual(hasMoreThanCurrentContext(currentContextText('on')), false);
    // As kubectl config use-context leaves it.
    const used =
      'apiVersion: v1\nclusters: null\ncontexts: null\ncurrent-context: a\nkind: Config\nusers: null\n';
    strictEqual(hasMoreThanCurrentContext(used), false);
    strictEqual(hasMoreThanCurrentContext(used.replace('users: null', 'users: [{name: a}]')), true);
    strictEqual(hasMoreThanCurrentContext('users: ['), true);
  });
});
