import { ok, strictEqual } from 'node:assert/strict';
import { currentContext, hasEntry, holdsToken, setEntry } from '../../../src/core/kubeconfig/index';
import { ARN, ENTRY, SET_CURRENT } from './entries';

describe('hasEntry and currentContext', () => {
  it('find what setEntry wrote', () => {
    ok(hasEntry(ours(), ARN));
    strictEqual(currentContext(ours()), 'shop');
  });

  it('find nothing in an empty or a broken file', () => {
    for (const text of ['', 'clusters: [', 'clusters: null\ncurrent-context: ""\n']) {
      ok(!hasEntry(text, ARN));
      strictEqual(currentContext(text), undefined);
    }
  });
});

describe('holdsToken', () => {
  it('tells a token from a program that gets one', () => {
    const result = setEntry('', { ...ENTRY, user: { kind: 'service-account', token: 't' } }, SET_CURRENT);
    ok(result.kind === 'edited' && holdsToken(result.text, ARN));
    ok(!holdsToken(ours(), ARN));
  });

  it('sees none in another’s entry, nor in an empty or a broken file', () => {
    for (const text of ['', 'users: [', 'users: [{name: other, user: {token: t}}]\n']) {
      ok(!holdsToken(text, ARN));
    }
  });
});

function ours(): string {
  const result = setEntry('', ENTRY, SET_CURRENT);
  ok(result.kind === 'edited');
  return result.text;
}
