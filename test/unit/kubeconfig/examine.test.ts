import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { examine, setEntry } from '../../../src/core/kubeconfig/index';
import type { Finding } from '../../../src/core/kubeconfig/finding';
import type { OwnFile } from '../../../src/core/kubeconfig/index';
import { clusterDigest } from '../../../src/core/kubeconfig/cluster-digest';
import { ARN, ENTRY, SET_CURRENT } from './entries';

const AWS = '/usr/local/bin/aws';
const OWN_PATH = '/home/dev/.kube/config';
const OWN = `clusters:
- {name: prod, cluster: {server: "https://prod", certificate-authority-data: Q0E=}}
users:
- {name: me, user: {token: mine}}
contexts:
- {name: prod, context: {cluster: prod, user: me}}
`;
const SEAL = clusterDigest({ ...ENTRY, arn: ARN });

describe('examine', () => {
  it('finds nothing in what was written here, whether by program or by token', () => {
    for (const user of [ENTRY.user, { kind: 'service-account', token: 't' } as const])
      deepStrictEqual(findings(ours(user)), []);
  });

  it('finds nothing in it once kubectl has written the file', () => {
    deepStrictEqual(
      findings(ours().replace('exec:', 'exec:\n      env: null\n      provideClusterInfo: false')),
      [],
    );
  });

  it('finds nothing where the user’s own file has the same', () => {
    deepStrictEqual(findings(ours(), [own(ours())]), []);
  });

  /** What somebody may put into a file beside our entry, and what is found. */
  const TRICKS: Readonly<Record<string, readonly [add: string, ...found: readonly Finding[]]>> = {
    'a program': [
      'users: [{name: a, user: {exec: {command: ./login, args: [--now]}}}]',
      { kind: 'program', user: 'a', command: './login --now' },
    ],
    'a program with an environment': [
      'users: [{name: a, user: {exec: {command: helper, env: [{name: LD_PRELOAD, value: ./x.so}]}}}]',
      { kind: 'program', user: 'a', command: 'LD_PRELOAD=./x.so helper' },
    ],
    'the program of an auth provider': [
      'users: [{name: a, user: {auth-provider: {name: gcp, config: {cmd-path: gcloud, cmd-args: config}}}}]',
      { kind: 'program', user: 'a', command: 'gcloud config' },
      { kind: 'auth-provider', user: 'a', provider: 'gcp' },
    ],
    'a program by merge key and alias': [
      'x: &x {exec: {command: evil}}\nusers: [{name: a, user: {<<: *x}}, {name: b, user: *x}]',
      { kind: 'program', user: 'a', command: 'evil' },
      { kind: 'program', user: 'b', command: 'evil' },
    ],
    'files that are sent or trusted': [
      'users: [{name: a, user: {tokenFile: /home/dev/.ssh/id, client-certificate: c, client-key: k}}]\nclusters: [{name: prod2, cluster: {server: "https://x", certificate-authority: ca}}]',
      { kind: 'file', owner: 'a', field: 'client-certificate', file: 'c' },
      { kind: 'file', owner: 'a', field: 'client-key', file: 'k' },
      { kind: 'file', owner: 'a', field: 'tokenFile', file: '/home/dev/.ssh/id' },
      { kind: 'file', owner: 'prod2', field: 'certificate-authority', file: 'ca' },
      { kind: 'server', cluster: 'prod2', server: 'https://x' },
    ],
    'a cluster of the user’s own elsewhere': [
      'clusters: [{name: prod, cluster: {server: "https://evil"}}]',
      { kind: 'redefinition', entry: 'cluster', name: 'prod', own: OWN_PATH },
      { kind: 'server', cluster: 'prod', server: 'https://evil' },
    ],
    'a user of the user’s own as another': [
      'users: [{name: me, user: {token: evil}}]',
      { kind: 'redefinition', entry: 'user', name: 'me', own: OWN_PATH },
    ],
    'a context of the user’s own elsewhere': [
      `contexts: [{name: prod, context: {cluster: "${ARN}", user: "${ARN}"}}]`,
      { kind: 'redefinition', entry: 'context', name: 'prod', own: OWN_PATH },
    ],
    'a context of the user’s own in another namespace': [
      'contexts: [{name: prod, context: {cluster: prod, user: me, namespace: kube-system}}]',
      { kind: 'redefinition', entry: 'context', name: 'prod', own: OWN_PATH },
      { kind: 'borrowed', context: 'prod', entry: 'user', name: 'me' },
      { kind: 'borrowed', context: 'prod', entry: 'cluster', name: 'prod' },
    ],
    'the user’s own token sent elsewhere': [
      'clusters: [{name: x, cluster: {server: "https://evil"}}]\ncontexts: [{name: x, context: {cluster: x, user: me}}]',
      { kind: 'borrowed', context: 'x', entry: 'user', name: 'me' },
      { kind: 'server', cluster: 'x', server: 'https://evil' },
    ],
    'a proxy and no check': [
      'clusters: [{name: x, cluster: {server: "https://x", proxy-url: "http://evil", insecure-skip-tls-verify: true}}]',
      { kind: 'server', cluster: 'x', server: 'https://x' },
      { kind: 'proxy', cluster: 'x', proxy: 'http://evil' },
      { kind: 'unchecked', cluster: 'x' },
    ],
    'a check that is said to be on': [
      'clusters: [{name: x, cluster: {server: "https://x", insecure-skip-tls-verify: false}}]',
      { kind: 'server', cluster: 'x', server: 'https://x' },
    ],
    'another context that is current': [
      'current-context: prod',
      { kind: 'current-context', context: 'prod' },
    ],
  };
  for (const [what, [added, ...found]] of Object.entries(TRICKS)) {
    it(`finds ${what}`, () => deepStrictEqual(findings(beside(added)), found));
  }

  it('finds an entry by our name that leads elsewhere', () => {
    const evil = ours().replace(ENTRY.endpoint, 'https://evil');
    deepStrictEqual(findings(evil), [
      { kind: 'server', cluster: ARN, server: 'https://evil' },
      { kind: 'current-context', context: 'shop' },
    ]);
    const forged = ours().replace(ENTRY.certificateAuthority, 'RVZJTA==');
    strictEqual(findings(forged)[0]?.kind, 'server');
  });

  it('finds a second entry by our name, and a proxy in ours', () => {
    const twice = `- {name: "${ARN}", cluster: {server: "https://evil"}}`;
    const kinds = findings(ours().replace('clusters:\n', `clusters:\n${indentation(ours())}${twice}\n`)).map(
      ({ kind }) => kind,
    );
    deepStrictEqual(kinds, ['server', 'server', 'current-context']);
    const proxied = ours().replace(
      /( *)server:/,
      (line, spaces: string) => `${spaces}proxy-url: http://evil\n${line}`,
    );
    deepStrictEqual(findings(proxied), [{ kind: 'proxy', cluster: ARN, proxy: 'http://evil' }]);
  });

  it('takes no cluster for its own on another machine', () => {
    const reading = examine(ours(), { awsPath: AWS, written: new Set(), own: [] });
    ok(reading.kind === 'findings');
    deepStrictEqual(reading.findings[0], { kind: 'server', cluster: ARN, server: ENTRY.endpoint });
  });

  const IMPOSTORS: Readonly<Record<string, (text: string) => string>> = {
    'another program': (text) => text.replace(AWS, '/workspace/aws'),
    'another endpoint': (text) => text.replace(/- eks\n/, '- --endpoint-url=http://evil\n      - eks\n'),
    'an option in place of a profile': (text) =>
      text.replace(/- eks-clusters-\S+/, '- --endpoint-url=http://evil'),
    'words in one word': (text) => text.replace(/- shop\n/, '- shop --debug\n'),
    'an environment': (text) =>
      text.replace('interactiveMode', 'env: [{name: PATH, value: .}]\n      interactiveMode'),
    'a hint to install': (text) =>
      text.replace('interactiveMode', 'installHint: curl evil\n      interactiveMode'),
  };
  for (const [what, disguise] of Object.entries(IMPOSTORS)) {
    it(`is not taken in by our name over ${what}`, () => {
      const disguised = disguise(ours());
      ok(disguised !== ours());
      deepStrictEqual(
        findings(disguised).map(({ kind }) => kind),
        ['program'],
        disguised,
      );
    });
  }

  it('trusts no aws where none is installed', () => {
    const reading = examine(ours(), { awsPath: undefined, written: new Set([SEAL]), own: [] });
    deepStrictEqual(reading.kind === 'findings' && reading.findings.map(({ kind }) => kind), ['program']);
  });

  it('says which file of the user’s own could not be compared', () => {
    const unread = { kind: 'unread', path: OWN_PATH, reason: 'No.' } as const;
    deepStrictEqual(findings(ours(), [unread]), [{ kind: 'own-unread', own: OWN_PATH, reason: 'No.' }]);
    strictEqual(findings(ours(), [own('users: [')])[0]?.kind, 'own-unread');
  });

  it('says nothing of a file that kubectl may read otherwise', () => {
    for (const text of ['users: [', 'a: 1\r# hidden', '- a\n', 'users: []\n---\nusers: []\n'])
      strictEqual(examine(text, { awsPath: AWS, written: new Set(), own: [] }).kind, 'refused', text);
  });

  it('is quick with ten thousand clusters beside ten thousand', () => {
    const many = Array.from(
      { length: 10_000 },
      (_, i) => `- {name: c${i}, cluster: {server: "https://${i}"}}`,
    );
    const text = `clusters:\n${many.join('\n')}\n`;
    strictEqual(findings(text, [own(text.replaceAll('https', 'http'))]).length, 20_000);
  }).timeout(10_000);
});

function findings(text: string, own_: readonly OwnFile[] = [own(OWN)]): readonly Finding[] {
  const reading = examine(text, { awsPath: AWS, written: new Set([SEAL]), own: own_ });
  ok(reading.kind === 'findings', JSON.stringify(reading));
  return reading.findings;
}

function own(text: string): OwnFile {
  return { kind: 'read', path: OWN_PATH, text };
}

function ours(user = ENTRY.user): string {
  const result = setEntry('', { ...ENTRY, user }, SET_CURRENT);
  ok(result.kind === 'edited');
  return result.text;
}

/** In place of our context's being current, or in front of what our lists hold. */
function beside(added: string): string {
  if (added.startsWith('current-context')) return ours().replace(/^current-context: .*$/m, added);
  return setInto(added);
}

function setInto(text: string): string {
  const result = setEntry(`${text}\n`, ENTRY, SET_CURRENT);
  ok(result.kind === 'edited', JSON.stringify(result));
  return result.text;
}

function indentation(text: string): string {
  return /^clusters:\n( *)-/m.exec(text)?.[1] ?? '';
}
