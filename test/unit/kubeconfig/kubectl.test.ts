import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { removeEntry, setEntry } from '../../../src/core/kubeconfig/index';
import { findExecutable } from '../../../src/files/find-executable';
import { blockKubeconfigs } from './documents';
import { ARN, ENTRY, SET_CURRENT } from './entries';

interface View {
  readonly 'current-context': string;
  readonly clusters:
    readonly { readonly name: string; readonly cluster: Readonly<Record<string, unknown>> }[] | null;
  readonly users: readonly {
    readonly name: string;
    readonly user: { readonly exec?: { readonly args: readonly string[] } };
  }[];
}

/** Words that YAML 1.1, and so kubectl's parser, reads as something else than text. */
const AMBIGUOUS = ['on', 'no', '012', '0x1f', '1e3', '1_000', '12-30', 'y', 'null-1', '2026-11-22'];

describe('kubectl itself', () => {
  let folder: string;
  let file: string;

  before(async function () {
    if ((await findExecutable('kubectl', process.env)) === undefined) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
    file = join(folder, 'config');
  });

  after(() => folder && rmSync(folder, { recursive: true }));

  it('lists our context and those of others', () => {
    const others = 'contexts:\n- name: old\n  context: {cluster: a, user: b}\nclusters: null\n';
    write(others);
    deepStrictEqual(kubectl('config', 'get-contexts', '--output=name').trim().split('\n'), ['old', 'shop']);
    strictEqual(kubectl('config', 'current-context').trim(), 'shop');
  });

  for (const clusterName of AMBIGUOUS) {
    it(`reads the name ${clusterName} as it was meant`, () => {
      write('', clusterName);
      const { users, 'current-context': current } = view();
      strictEqual(current, clusterName);
      strictEqual(users[0]?.user.exec?.args.at(-3), clusterName);
    });
  }

  it('reads the entry in whatever it was written into', () => {
    fc.assert(
      fc.property(blockKubeconfigs, ({ text }) => {
        write(text);
        const cluster = view().clusters?.find(({ name }) => name === ARN)?.cluster;
        strictEqual(cluster?.['server'], ENTRY.endpoint);
        strictEqual(cluster['certificate-authority-data'], ENTRY.certificateAuthority);
      }),
      { numRuns: 15 },
    );
  });

  it('reads the file after our entry has gone', () => {
    const text = write('');
    const removed = removeEntry(text, ARN);
    ok(removed.kind === 'edited');
    writeFileSync(file, removed.text);
    strictEqual(view().clusters, null);
  });

  it('takes of a name in two files the entry of the first as a whole, even an empty one', () => {
    const second = join(folder, 'second');
    const empty =
      'clusters: [{name: a}]\ncontexts: [{name: a, context: null}]\nusers: [{name: a, user: {}}]\n';
    const full = `clusters: [{name: a, cluster: {server: "https://a", proxy-url: "http://p"}}]
contexts: [{name: a, context: {cluster: a, user: a, namespace: b}}]
users: [{name: a, user: {token: t, as: root}}]
`;
    const other = full
      .replace('server: "https://a", ', '')
      .replace('user: a, ', '')
      .replace('token: t, ', '');
    const pairs = [
      [empty, full],
      [full, other],
      [other, full],
    ] as const;
    for (const [first, later] of pairs) {
      writeFileSync(file, first, { mode: 0o600 });
      const alone = view();
      writeFileSync(second, later, { mode: 0o600 });
      deepStrictEqual(viewOf([file, second]), alone);
    }
  });

  const HIDDEN: Readonly<Record<string, string>> = {
    'behind a line break of YAML 1.1 alone':
      '- name: a\n  user:\n    # mine\u2028    token: hidden\n    x: 1\n',
    'in a list of a type that it does not know': '- user: {token: hidden}\n',
  };
  for (const [where, users] of Object.entries(HIDDEN)) {
    it(`reads a user ${where}, which is why we refuse it`, () => {
      const text = `kind: Config\nusers:${where.includes('list') ? ' !!pairs' : ''}\n${users}`;
      writeFileSync(file, text);
      ok(JSON.stringify(view().users).includes('hidden'));
      strictEqual(setEntry(text, ENTRY, SET_CURRENT).kind, 'refused');
    });
  }

  function write(text: string, clusterName = 'shop'): string {
    const { user } = ENTRY;
    ok(user.kind === 'aws-cli');
    const entry = { ...ENTRY, contextName: clusterName, user: { ...user, clusterName } };
    const result = setEntry(text, entry, SET_CURRENT);
    ok(result.kind === 'edited', JSON.stringify(result));
    writeFileSync(file, result.text, { mode: 0o600 });
    return result.text;
  }

  function view(): View {
    return JSON.parse(kubectl('config', 'view', '--raw', '--output=json')) as View;
  }

  /** What kubectl reads in a list of files. */
  function viewOf(list: readonly string[]): View {
    const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: list.join(delimiter) };
    const text = execFileSync('kubectl', ['config', 'view', '--raw', '--output=json'], {
      env,
      encoding: 'utf8',
    });
    return JSON.parse(text) as View;
  }

  function kubectl(...args: readonly string[]): string {
    return execFileSync('kubectl', ['--kubeconfig', file, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
});
