import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import {
  currentContext,
  foreignExecUsers,
  hasEntry,
  holdsToken,
  setEntry,
} from '../../../src/core/kubeconfig/index';
import { ARN, ENTRY, SET_CURRENT } from './entries';

const AWS = '/usr/local/bin/aws';

describe('foreignExecUsers', () => {
  it('does not name our own user', () => {
    deepStrictEqual(foreignExecUsers(ours(), AWS), []);
  });

  it('names each program that kubectl would run, with what it is given', () => {
    const text = `users:
- name: plain
  user: {token: t}
- name: a
  user: {exec: {command: ./login, args: [--now]}}
- name: b
  user: {exec: {command: helper, env: [{name: LD_PRELOAD, value: ./x.so}]}}
- name: c
  user: {auth-provider: {name: gcp, config: {cmd-path: gcloud, cmd-args: config}}}
`;
    deepStrictEqual(foreignExecUsers(text, AWS), [
      './login --now',
      'LD_PRELOAD=./x.so helper',
      'gcloud config',
    ]);
  });

  const IMPOSTORS: Readonly<Record<string, (text: string) => string>> = {
    'another program': (text) => text.replace(AWS, '/workspace/aws'),
    'another endpoint': (text) => text.replace('- eks\n', '- --endpoint-url=http://evil\n      - eks\n'),
    'an environment': (text) =>
      text.replace('interactiveMode', 'env: [{name: PATH, value: .}]\n      interactiveMode'),
  };
  for (const [what, disguise] of Object.entries(IMPOSTORS)) {
    it(`is not taken in by our name over ${what}`, () => {
      const disguised = disguise(ours());
      strictEqual(foreignExecUsers(disguised, AWS).length, 1, disguised);
    });
  }

  it('sees a program that a merge key or an alias brings in', () => {
    const text =
      'x: &x {exec: {command: evil}}\nusers:\n- name: a\n  user:\n    <<: *x\n- name: b\n  user: *x\n';
    deepStrictEqual(foreignExecUsers(text, AWS), ['evil', 'evil']);
  });

  it('trusts no aws where none is installed', () => {
    strictEqual(foreignExecUsers(ours(), undefined).length, 1);
  });

  it('says that a file cannot be read', () => {
    deepStrictEqual(foreignExecUsers('users: [', AWS), ['(unknown: the file cannot be read)']);
  });
});

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
