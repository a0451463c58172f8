import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { profileFor, profileText } from '../../../src/core/aws-config/profile';
import * as editor from '../../../src/core/kubeconfig';
import { AwsError } from '../../../src/core/ports/aws';
import { clusterId } from '../../../src/core/registry/entry';
import { findExecutable } from '../../../src/files/find-executable';
import { KubeconfigFiles } from '../../../src/files/kubeconfig-file';
import { KubeconfigCommands, type KubeconfigDeps } from '../../../src/ui/commands/kubeconfig-commands';
import { ATTACHED, ENTRY } from '../../fakes/entry';
import { FakeWorld } from '../../fakes/operation';
import { SkippingClock } from '../../fakes/skipping-clock';
import { temporaryFolder } from '../files/temporary-folder';
import { TestCluster } from '../../kubernetes/cluster';

const PROFILE = profileFor({
  roleArn: ENTRY.roleArn ?? '',
  externalId: 'abc123',
  region: ENTRY.region,
  source: { kind: 'profile', profile: 'dev' },
});
const OWN_ARN = 'arn:aws:iam::222222222222:user/ann';
const LEVEL = { kind: 'user' } as const;

describe('The commands for kubeconfig entries', () => {
  const at = temporaryFolder();
  let cluster: TestCluster;
  /** What EKS says of the user’s own identity. */
  let ownEntry: 'there' | 'absent' | 'denied';
  let authentication: 'aws-cli' | 'service-account';
  let profiles: string[];
  let asked: string[];
  let told: string[];
  let offered: string[];
  let answer: boolean;
  let files: [string, ...string[]];
  let ownFiles: string[];

  before(async () => void (cluster = await TestCluster.take()));
  after(() => cluster.release());

  beforeEach(async () => {
    [ownEntry, authentication, profiles, asked, told, offered] = ['absent', 'aws-cli', [], [], [], []];
    files = [at('config')];
    ownFiles = files;
    answer = true;
    await mkdir(at('bin'));
    const status = { token: cluster.adminToken() };
    const credential = { apiVersion: 'client.authentication.k8s.io/v1beta1', kind: 'ExecCredential', status };
    await writeFile(at('bin', 'aws'), `#!/bin/sh\necho '${JSON.stringify(credential)}'\n`, { mode: 0o755 });
  });

  it('write an entry by which kubectl reads the cluster through the AWS CLI', async function () {
    await commands().use({ entry: ENTRY, level: LEVEL });
    match(told[0] ?? '', /was added to .* with the provision role, through the AWS profile eks-clusters-/);
    deepStrictEqual([asked.length, offered], [1, [at('config')]]);
    match(await readBy(this), /^namespace\/default/);
  });

  it('write a token by which kubectl reads the cluster, where that is wanted', async function () {
    authentication = 'service-account';
    await commands().use({ entry: ENTRY, level: LEVEL });
    match(told[0] ?? '', /with a token for the cluster’s service account/);
    match(await readBy(this), /^namespace\/default/);
  });

  it('offer to make a file private before a token goes into it, and write none where the user closes that', async () => {
    authentication = 'service-account';
    await writeFile(at('config'), '', { mode: 0o644 });
    answer = false;
    await commands().add({ entry: ENTRY, level: LEVEL });
    strictEqual(await readFile(at('config'), 'utf8'), '');
    answer = true;
    await commands().add({ entry: ENTRY, level: LEVEL });
    match(asked[0] ?? '', /^Make .*config private before a token is written to it\?$/);
    strictEqual((await stat(at('config'))).mode & 0o777, 0o600);
  });

  it('write the kept CA and token of a cluster that was added by its URL, under its ID', async function () {
    const entry = { ...ATTACHED, apiUrl: cluster.target.endpoint };
    await commands().use({ entry, level: LEVEL });
    ok(editor.hasEntry(await readFile(at('config'), 'utf8'), `${entry.apiUrl}#${entry.caFingerprint}`));
    match(await readBy(this), /^namespace\/default/);
  });

  const WAYS = {
    'as the user, where EKS lets them in': ['there', [], 'dev', 0],
    'by a new profile, where it does not': ['absent', [], PROFILE.name, 1],
    'by a new profile, where that may not be asked': ['denied', [], PROFILE.name, 1],
    'by the profile that is there, in any case': ['there', [PROFILE.name], PROFILE.name, 0],
  } as const;
  for (const [way, [own, present, profile, questions]] of Object.entries(WAYS)) {
    it(`have kubectl sign in ${way}`, async () => {
      ownEntry = own;
      profiles = [...present];
      await commands().add({ entry: ENTRY, level: LEVEL });
      match(await readFile(at('config'), 'utf8'), new RegExp(`- --profile\\n *- ${profile}\\n`));
      strictEqual(asked.length, questions);
    });
  }

  it('ask for no profile where no role is assumed', async () => {
    await commands().add({ entry: { ...ENTRY, roleArn: undefined }, level: LEVEL });
    match(told[0] ?? '', /as you, with the AWS profile dev/);
    deepStrictEqual(asked, []);
  });

  it('use the context of an entry that is there, and write nothing else', async () => {
    await commands().add({ entry: ENTRY, level: LEVEL });
    const added = await readFile(at('config'), 'utf8');
    strictEqual(editor.currentContext(added), undefined);
    await commands().use({ entry: ENTRY, level: LEVEL });
    strictEqual(await readFile(at('config'), 'utf8'), `${added}current-context: demo\n`);
    match(told.at(-1) ?? '', /is the current context of/);
  });

  it('add an entry that is not there before they use its context, and say both at once', async () => {
    await commands().use({ entry: ENTRY, level: LEVEL });
    strictEqual(told.length, 1);
    match(told[0] ?? '', /was added to .* is the current context of/s);
  });

  it('take an entry out, and say so where there is none', async () => {
    const before = 'clusters:\n- name: mine\ncontexts:\n- name: mine\nusers:\n- name: mine\n';
    await writeFile(at('config'), before);
    await commands().add({ entry: ENTRY, level: LEVEL });
    await commands().remove({ entry: ENTRY, level: LEVEL });
    strictEqual(await readFile(at('config'), 'utf8'), before);
    await commands().remove({ entry: ENTRY, level: LEVEL });
    match(told.at(-1) ?? '', /is not in/);
  });

  it('keep to the file that has the cluster, of several', async () => {
    files = [at('second')];
    await commands().add({ entry: ENTRY, level: LEVEL });
    files = [at('first'), at('second'), at('third')];
    await commands().use({ entry: ENTRY, level: LEVEL });
    await commands().add({ entry: { ...ENTRY, name: 'other' }, level: LEVEL });
    const [first, second] = await Promise.all(['first', 'second'].map((name) => readFile(at(name), 'utf8')));
    strictEqual(editor.currentContext(second ?? ''), 'demo');
    ok(editor.hasEntry(first ?? '', clusterId({ ...ENTRY, name: 'other' })));
  });

  it('make no token for a file that git tracks', async function () {
    if ((await findExecutable('git', process.env)) === undefined) this.skip();
    authentication = 'service-account';
    await writeFile(at('config'), '');
    for (const args of [['init'], ['add', 'config']])
      execFileSync('git', args, { cwd: at(), stdio: 'ignore' });
    const connected = () => Promise.reject(new Error('A token would be made.'));
    const tracked = commands({ connect: connected }).add({ entry: ENTRY, level: LEVEL });
    await rejects(tracked, { code: 'kubeconfig-tracked' });
  });

  it('write nothing where the user says no', async () => {
    answer = false;
    await commands().add({ entry: ENTRY, level: LEVEL });
    await rejects(readFile(at('config')), { code: 'ENOENT' });
    deepStrictEqual([profiles, told], [[], []]);
  });

  describe('where another program wrote an entry for the cluster', () => {
    const name = clusterId(ENTRY);
    const theirs = `clusters:\n- name: ${name}\n  cluster: {server: "https://s"}\ncontexts: []\nusers:\n- name: ${name}\n  user: {exec: {command: aws, args: [mine]}}\n`;
    const row = { entry: { ...ENTRY, roleArn: undefined }, level: LEVEL };
    beforeEach(() => writeFile(at('config'), theirs));

    it('leave it where the user does not want it replaced, and say that it stays', async () => {
      answer = false;
      await commands().add(row);
      deepStrictEqual([asked, told], [['Replace the entry of cluster demo?'], []]);
      await commands().remove(row);
      match(told.at(-1) ?? '', /was not removed from .*another program/);
      strictEqual(await readFile(at('config'), 'utf8'), theirs);
    });

    it('replace it once the user agrees, and take it out then', async () => {
      await commands().add(row);
      strictEqual(asked.length, 1);
      await commands().remove(row);
      ok(!(await readFile(at('config'), 'utf8')).includes(name));
    });
  });

  /** What the real kubectl lists by the file alone. */
  async function readBy(context: Mocha.Context): Promise<string> {
    const kubectl = await findExecutable('kubectl', process.env);
    if (kubectl === undefined) context.skip();
    const env = { PATH: process.env['PATH'], HOME: at() };
    const args = ['--kubeconfig', at('config'), 'get', 'namespaces', '-o', 'name'];
    return (await promisify(execFile)(kubectl, args, { env })).stdout;
  }

  function commands(connector: Partial<KubeconfigDeps['connector']> = {}): KubeconfigCommands {
    const kubeconfig = new KubeconfigFiles(
      () => Promise.resolve(editor),
      { PATH: [at('bin'), process.env['PATH']].join(delimiter) },
      at('storage'),
    );
    return new KubeconfigCommands({
      clock: new SkippingClock(),
      settings: { kubeconfigAuthentication: authentication, setsCurrentContext: false },
      sessions: { ownPrincipalFor: () => Promise.resolve({ kind: 'offered', arn: OWN_ARN }) },
      connector: { ...connectorTo(cluster), ...connector },
      attached: {
        read: () =>
          Promise.resolve({
            certificateAuthority: cluster.target.certificateAuthority,
            token: cluster.adminToken(),
            rbac: true,
          }),
      },
      access: {
        findProfile: () => Promise.resolve({ kind: 'profile', profile: PROFILE }),
        renderProfile: (profile) => ({
          name: profile.name,
          path: '~/.aws/config',
          text: profileText(profile),
        }),
      },
      kubeconfig,
      workspace: {
        hasProfile: ({ name }) => Promise.resolve(profiles.includes(name)),
        writeProfile: ({ name }) => Promise.resolve(void profiles.push(name)),
        writeKubeconfig: (entry) => kubeconfig.write(entry, 'elsewhere'),
        removeKubeconfig: (entry) => kubeconfig.remove(entry),
      },
      consent: { ask: () => Promise.resolve(true) },
      notifier: {
        confirm: ({ question }) => {
          asked.push(question);
          return Promise.resolve(answer);
        },
        ask: ({ question, answers }) => {
          asked.push(question);
          return Promise.resolve(answer ? answers[0] : undefined);
        },
        info: (text) => void told.push(text),
        warning: (text) => void told.push([text].flat().join(' ')),
      },
      filesOf: () => files,
      ownFiles,
      newTerminals: () => Promise.resolve([{ folder: undefined, files: ownFiles }]),
      offerToTools: (_level, path) => Promise.resolve(void offered.push(path)),
    });
  }

  function connectorTo(to: TestCluster): KubeconfigDeps['connector'] {
    const { endpoint, certificateAuthority } = to.target;
    const aws = new FakeWorld([]);
    const letsIn = () => {
      if (ownEntry === 'denied') return Promise.reject(new AwsError('denied', 'AccessDeniedException', ''));
      return Promise.resolve(ownEntry === 'there');
    };
    return {
      connect: () => Promise.resolve(to.api),
      baseCredentialsFor: () => ({ kind: 'profile', profile: 'dev' }),
      role: ({ region }) => ({ roleArn: ENTRY.roleArn ?? '', region, base: { kind: 'default' } }),
      session: async () => {
        const session = await aws.ports.session();
        return { ...session, clusters: { ...session.clusters, hasAccessEntry: letsIn } };
      },
      connectionInfo: (entry) =>
        Promise.resolve({ arn: clusterId(entry), name: entry.name, endpoint, certificateAuthority }),
    };
  }
});
