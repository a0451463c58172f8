import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import {
  contextOf,
  currentContext,
  setEntry,
  useContext,
  type EditResult,
} from '../../../src/core/kubeconfig/index';
import { kubeconfigCase } from '../../fixtures/kubeconfig-case';
import { ARN, ENTRY, KEEP_CURRENT, SET_CURRENT } from './entries';

function mark(indentation: string): readonly string[] {
  const text = ['extensions:', '- name: eks-clusters', '  extension:', '    writer: eks-clusters'];
  return text.map((line) => indentation + line);
}

const OUR_CLUSTER = [
  `- name: ${ARN}`,
  '  cluster:',
  '    certificate-authority-data: Q0VSVElGSUNBVEU=',
  '    server: https://0123.gr7.eu-central-1.eks.amazonaws.com',
  ...mark('    '),
];
const OUR_CONTEXT = ['- name: shop', '  context:', `    cluster: ${ARN}`, `    user: ${ARN}`];
const OUR_USER = [
  `- name: ${ARN}`,
  '  user:',
  '    exec:',
  '      apiVersion: client.authentication.k8s.io/v1beta1',
  '      command: /usr/local/bin/aws',
  '      args:',
  '      - --profile',
  '      - eks-clusters-111122223333-provision',
  '      - --region',
  '      - eu-central-1',
  '      - eks',
  '      - get-token',
  '      - --cluster-name',
  '      - shop',
  '      - --output',
  '      - json',
  '      interactiveMode: IfAvailable',
  ...mark('    '),
];

describe('setEntry', () => {
  it('makes a whole kubeconfig of an empty file', () => {
    strictEqual(
      textOf(setEntry('', ENTRY, SET_CURRENT)),
      lines(
        'apiVersion: v1',
        'kind: Config',
        'clusters:',
        ...OUR_CLUSTER,
        'contexts:',
        ...OUR_CONTEXT,
        'users:',
        ...OUR_USER,
        'current-context: shop',
      ),
    );
  });

  it('adds its lines between those of others, in their indentation', () => {
    const indented = (added: readonly string[]) => added.map((line) => `  ${line}`);
    const before = (
      clusters: readonly string[],
      contexts: readonly string[],
      users: readonly string[],
      current: string,
    ) =>
      lines(
        '# Mine, hands off.',
        'kind: Config',
        `current-context:   ${current}  # the old one`,
        'clusters:',
        '  - cluster: {server: "https://old"}',
        '    name: old   # since 2019',
        ...indented(clusters),
        '# how to sign in',
        'users:',
        '- user:',
        '    token: |',
        '      s3cret',
        '  name: old',
        ...users,
        '',
        'contexts: # none yet',
        ...contexts,
        'preferences: {}',
        '# end',
      );
    strictEqual(
      textOf(setEntry(before([], [], [], 'old'), ENTRY, SET_CURRENT)),
      before(OUR_CLUSTER, OUR_CONTEXT, OUR_USER, 'shop'),
    );
  });

  it('keeps a kubeconfig in JSON one in JSON', () => {
    const text = '{\n  "clusters": [\n    {"name": "old", "cluster": {}}\n  ],\n  "users": null\n}\n';
    const written = textOf(setEntry(text, ENTRY, SET_CURRENT));
    const { clusters, users } = JSON.parse(written) as Record<string, { name: string }[]>;
    deepStrictEqual(
      [clusters, users].map((list) => list?.map((item) => item.name)),
      [['old', ARN], [ARN]],
    );
    ok(written.startsWith('{\n  "clusters": [\n    {"name": "old", "cluster": {}},\n    {"name":"arn:'));
  });

  it('leaves the current context alone unless asked', () => {
    strictEqual(currentContext(textOf(setEntry('current-context: old\n', ENTRY, KEEP_CURRENT))), 'old');
    strictEqual(currentContext(textOf(setEntry('current-context: # c\n', ENTRY, SET_CURRENT))), 'shop');
  });

  it('is recognised whatever the user calls our context, with what the user added to it', () => {
    const own = textOf(setEntry('', ENTRY, KEEP_CURRENT))
      .replace('- name: shop', '- name: my-shop')
      .replace('  context:\n', '  context:\n    namespace: web # mine\n')
      .replace('server: https://0123', 'proxy-url: http://proxy\n    server: https://stale');
    const written = textOf(setEntry(own, ENTRY, SET_CURRENT));
    strictEqual(contextOf(written, ARN, 'shop'), 'my-shop');
    strictEqual(written, own.replace('https://stale', 'https://0123') + 'current-context: my-shop\n');
  });

  it('leaves the current context where it leads to the cluster, be it ours or the user’s', () => {
    const text = kubeconfigCase('04-two-contexts-one-cluster');
    for (const current of ['shop', 'billing']) {
      const before = text.replace('current-context: shop', `current-context: ${current}`);
      strictEqual(currentContext(textOf(setEntry(before, ENTRY, SET_CURRENT))), current);
    }
    const elsewhere = text.replace('current-context: shop', 'current-context: other');
    strictEqual(currentContext(textOf(setEntry(elsewhere, ENTRY, SET_CURRENT))), 'shop');
  });

  it('replaces the whole of our user when the way to sign in changes', () => {
    const own = textOf(setEntry('', ENTRY, KEEP_CURRENT));
    const byToken = { ...ENTRY, user: { kind: 'service-account', token: 'eyJh.eyJp.c2ln' } } as const;
    const written = textOf(setEntry(own, byToken, KEEP_CURRENT));
    ok(
      written.endsWith(
        lines('users:', `- name: ${ARN}`, '  user:', '    token: eyJh.eyJp.c2ln', ...mark('    ')),
      ),
    );
    strictEqual(textOf(setEntry(written, ENTRY, KEEP_CURRENT)), own);
  });

  it('leaves out a profile where none is needed', () => {
    const { user } = ENTRY;
    ok(user.kind === 'aws-cli');
    const written = textOf(setEntry('', { ...ENTRY, user: { ...user, profile: undefined } }, KEEP_CURRENT));
    match(written, /args:\n +- --region\n/);
  });
});

describe('useContext', () => {
  const both = `contexts:\n- {name: other, context: {cluster: o, user: o}}\ncurrent-context: other # for now\n`;

  it('makes ours the current one, and touches nothing else', () => {
    const written = textOf(setEntry(both, ENTRY, KEEP_CURRENT));
    const used = textOf(useContext(written, ARN, 'shop'));
    strictEqual(used, written.replace('current-context: other', 'current-context: shop'));
    strictEqual(useContext(used, ARN, 'shop').kind, 'unchanged');
  });

  it('takes the one of our name, not one that the user made for another namespace', () => {
    const text = kubeconfigCase('04-two-contexts-one-cluster').replace(
      'current-context: shop',
      'current-context: other',
    );
    strictEqual(currentContext(textOf(useContext(text, ARN, 'shop'))), 'shop');
    const billing = text.replace('current-context: other', 'current-context: billing');
    strictEqual(useContext(billing, ARN, 'shop').kind, 'unchanged');
  });

  it('refuses where the cluster has none', () => {
    match(reasonOf(useContext(both, ARN, 'shop')), /no context for cluster arn:/);
  });
});

describe('setEntry, when names are taken', () => {
  const foreign = (name: string) => `- context: {cluster: other, user: other}\n  name: ${name}\n`;

  it('names our context by the ARN where another has the cluster’s name', () => {
    const text = `contexts:\n${foreign('shop')}`;
    const written = textOf(setEntry(text, ENTRY, SET_CURRENT));
    ok(written.startsWith(text));
    strictEqual(contextOf(written, ARN, 'shop'), ARN);
    strictEqual(currentContext(written), ARN);
  });

  it('refuses when another has both names', () => {
    const text = `contexts:\n${foreign('shop')}${foreign(ARN)}`;
    match(reasonOf(setEntry(text, ENTRY, SET_CURRENT)), /belong to other clusters/);
  });
});

describe('setEntry refuses', () => {
  const REFUSED: Readonly<Record<string, readonly [text: string, reason: RegExp]>> = {
    'several documents': ['clusters: []\n---\nclusters: []\n', /more than one/],
    'what is not YAML': ['clusters: [\n', /not valid YAML.* at line 2, column 1/],
    'a key that is there twice': ['clusters: []\nclusters: []\n', /not valid YAML/],
    'tabs for indentation': ['clusters:\n\t- name: a\n', /tab characters.* at line 2, column 1/],
    'a list at the top': ['# mine\n- a\n', /line 2, column 1 is not a mapping/],
    'ten megabytes': [`# ${'x'.repeat(10_000_000)}\n`, /larger than 5 MB/],
    'null at the top': ['null\n', /not a mapping/],
    'carriage returns alone': ['kind: Config\rclusters: []\r', /line breaks other than line feeds/],
    'a line break that only kubectl takes for one': [
      'users:\n- name: a\n  user:\n    # mine\u2028    token: hidden\n    x: 1\n',
      /line breaks other than line feeds/,
    ],
    'a type that only kubectl takes for a list': ['users: !!pairs\n- user: {token: hidden}\n', /unknown tag/],
    'aliases that multiply': [aliases(12), /nested too deeply/],
    'an alias that holds itself': ['clusters: &all\n- *all\n', /nested too deeply/],
    'lists without end': [`clusters: ${'['.repeat(100_000)}\n`, /nesting/],
    'a list that is also used for another one': [
      'clusters: &all\n- name: a\nusers: *all\n',
      /without touching other entries/,
    ],
    'an alias in place of a list': [
      'x: &all [{name: a}]\nclusters: *all\n',
      /clusters\.1 .* without touching other entries/,
    ],
    'text in place of a list': ['clusters: none\n', /clusters/],
  };

  for (const [what, [text, reason]] of Object.entries(REFUSED)) {
    it(what, () => match(reasonOf(setEntry(text, ENTRY, SET_CURRENT)), reason));
  }
});

/** Each holds the one before it ten times. */
function aliases(count: number): string {
  const list = (i: number) => `a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`;
  return lines('a0: &a0 [x]', ...Array.from({ length: count }, (_, i) => list(i + 1)));
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

function textOf(result: EditResult): string {
  ok(result.kind === 'edited', JSON.stringify(result));
  return result.text;
}

function reasonOf(result: EditResult): string {
  ok(result.kind === 'refused', JSON.stringify(result));
  return result.reason;
}
