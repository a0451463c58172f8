import { doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rootCertificates } from 'node:tls';
import { writeFileSync } from 'node:fs';
import { setCurrentContext, setEntry } from '../../../src/core/kubeconfig/index';
import { findExecutable } from '../../../src/files/find-executable';
import { kubeconfigCase } from '../../fixtures/kubeconfig-case';
import { temporaryFolder } from '../files/temporary-folder';
import { ARN, ENTRY, KEEP_CURRENT } from './entries';

/** kubectl parses it before it connects, and nothing listens there. */
const REACHABLE = {
  ...ENTRY,
  endpoint: 'https://127.0.0.1:1',
  certificateAuthority: Buffer.from(rootCertificates[0] ?? '').toString('base64'),
};

describe('What kubectl makes of an entry', () => {
  const at = temporaryFolder();

  const TRUSTS: Readonly<Record<string, string>> = {
    'that was told to skip verification (a proxy that intercepts TLS)': kubeconfigCase(
      '05-insecure-skip-tls-verify',
    ),
    'with a CA file': clusterWith('certificate-authority: /etc/proxy-ca.pem'),
    'with both, in flow style': `clusters: [{name: '${ARN}', cluster: {certificate-authority: a, insecure-skip-tls-verify: true}}]\n`,
    'with both, merged from elsewhere': `x: &trust {certificate-authority: a, insecure-skip-tls-verify: true}\nclusters:\n- name: ${ARN}\n  cluster:\n    <<: *trust\n    server: https://stale\n`,
    'with a proxy, which stays': clusterWith(
      'insecure-skip-tls-verify: true # proxy\n    proxy-url: http://p:1',
    ),
  };
  for (const [what, text] of Object.entries(TRUSTS)) {
    it(`${what}: our CA is its only trust, and kubectl connects`, async () => {
      const written = setEntry(text, REACHABLE, { ...KEEP_CURRENT, foreignEntry: 'adopt' });
      ok('text' in written, JSON.stringify(written));
      const said = await kubectlSays(written.text);
      doesNotMatch(said, /not allowed|are both specified|error loading/);
      if (said !== '') match(said, /connect|refused|proxy|lookup/);
      strictEqual(written.text.includes('proxy-url'), text.includes('proxy-url'));
    });
  }

  const UNLOADABLE: Readonly<Record<string, readonly [text: string, reason: RegExp]>> = {
    'a name twice': [
      'clusters:\n- {name: a, cluster: {}}\n- {name: a, cluster: {}}\n',
      /clusters contains the name a twice/,
    ],
    'a number for a name': ['users:\n- {name: 1, user: {}}\n', /users: name: 1/],
    'a number for a token': ['users:\n- {name: a, user: {token: 1}}\n', /users: a: token/],
    'a text for a cluster': ['clusters:\n- {name: a, cluster: b}\n', /clusters: a: cluster/],
    'a text for an item': ['contexts:\n- a\n', /contexts/],
    'a word of YAML 1.1 for a boolean': ['clusters:\n- {name: on, cluster: {}}\n', /clusters: name: true/],
    'a namespace that is such a word': [
      'contexts:\n- {name: a, context: {namespace: n}}\n',
      /contexts: a: namespace/,
    ],
    'a number for the current context': ['current-context: 12\n', /current-context/],
    'a manifest': ['apiVersion: v1\nkind: Pod\n', /not a kubeconfig: its kind is Pod/],
    'a file of eksctl': ['apiVersion: eksctl.io/v1alpha5\n', /its apiVersion is eksctl/],
    'another version of YAML': ['%YAML 1.2\n---\nkind: Config\n', /%YAML line/],
    'a line of a tab': ['kind: Config\n\t\nusers: []\n', /line 2 begins with a tab/],
    'a tab before a comment': ['users:\n- name: a\n \t# mine\n', /line 3 begins with a tab/],
    'nothing but a tab': ['\t', /line 1 begins with a tab/],
  };
  for (const [what, [text, reason]] of Object.entries(UNLOADABLE)) {
    it(`is refused beforehand where kubectl would not load the file: ${what}`, async () => {
      const result = setEntry(text, ENTRY, KEEP_CURRENT);
      ok(result.kind === 'refused', JSON.stringify(result));
      match(result.reason, reason);
      const said = await kubectlSays(text);
      if (said !== '') match(said, /error loading config file/);
    });
  }

  const LOADABLE: Readonly<Record<string, string>> = {
    'quoted words for booleans': `clusters:\n- {name: "on", cluster: {}}\n`,
    'a version of YAML that kubectl knows': '%YAML 1.1\n---\nkind: Config\n',
    'tabs within a text': 'kind: Config\nextensions: # none\nx: |\n  a\n  \t\n  b\n',
    'tabs between brackets': '{\n\t"kind": "Config",\n\t\n\t"preferences": {}\n}\n',
    'a separator at the end, as templates leave it': '---\napiVersion: v1\nkind: Config\n---\n',
    'a comment behind the separator': 'kind: Config\n---\n# fin\n...\n',
    'no kind at all': 'kind:\napiVersion: ""\n',
  };
  for (const [what, text] of Object.entries(LOADABLE)) {
    it(`is written where kubectl takes the file: ${what}`, async () => {
      const written = setEntry(text, REACHABLE, KEEP_CURRENT);
      ok(written.kind === 'edited', JSON.stringify(written));
      ok(text.split('\n').every((line) => written.text.includes(line)));
      const said = await kubectlSays(written.text);
      if (said !== '') match(said, /connect|refused/);
    });
  }

  it('makes no context of a manifest the current one', () => {
    strictEqual(setCurrentContext('kind: Pod\n', 'shop').kind, 'refused');
  });

  /** Nothing where there is no kubectl. */
  async function kubectlSays(text: string): Promise<string> {
    const kubectl = await findExecutable('kubectl', process.env);
    if (kubectl === undefined) return '';
    writeFileSync(at('config'), text, { mode: 0o600 });
    const options = [
      '--kubeconfig',
      at('config'),
      '--cluster',
      ARN,
      '--token',
      'x',
      '--request-timeout',
      '1s',
    ];
    const env = { ...process.env, HTTPS_PROXY: '', https_proxy: '' };
    return spawnSync(kubectl, [...options, 'version'], { encoding: 'utf8', env }).stderr;
  }
});

function clusterWith(lines: string): string {
  return `clusters:\n- name: ${ARN}\n  cluster:\n    ${lines}\n    server: https://stale\n`;
}
