import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { profileFor } from '../../../src/core/aws-config/profile';
import { currentContext, hasEntry } from '../../../src/core/kubeconfig/index';
import { clusterDigest } from '../../../src/core/kubeconfig/cluster-digest';
import type { KubeconfigUser, NewEntry } from '../../../src/core/ports/workspace';
import { AwsConfigFile } from '../../../src/files/aws-config-file';
import { findExecutable } from '../../../src/files/find-executable';
import { KubeconfigFiles } from '../../../src/files/kubeconfig-file';
import { temporaryFolder } from './temporary-folder';

const CLUSTER = {
  arn: 'arn:aws:eks:eu-central-1:111122223333:cluster/shop',
  name: 'shop',
  endpoint: 'https://example.eks',
  certificateAuthority: 'Q0E=',
};
const PROFILE = profileFor({
  roleArn: 'arn:aws:iam::111122223333:role/provision',
  externalId: 'abc123',
  region: 'eu-central-1',
  source: { kind: 'profile', profile: 'dev' },
});

describe('KubeconfigFiles', () => {
  const at = temporaryFolder();
  const editor = () => import('../../../src/core/kubeconfig/index');
  const files = (PATH = at('bin')) => new KubeconfigFiles(editor, { PATH }, at('storage'));
  const byCli = { kind: 'aws-cli', region: 'eu-central-1', profile: PROFILE.name } as const;
  const byToken = { kind: 'service-account', token: 'planted-token' } as const;

  function entry(user: KubeconfigUser, path = at('config')): NewEntry {
    return { level: { kind: 'user' }, path, cluster: CLUSTER, user, setCurrentContext: false };
  }

  beforeEach(async () => {
    await mkdir(at('bin'));
    await writeFile(at('bin', 'aws'), '', { mode: 0o755 });
  });

  it('writes an entry that names the AWS CLI of the PATH, and knows it again', async () => {
    await files().write(entry(byCli), 'elsewhere');
    const text = await readFile(at('config'), 'utf8');
    ok(hasEntry(text, CLUSTER.arn));
    ok(text.includes(`command: ${at('bin', 'aws')}\n`));
    const written = () => new Set([clusterDigest(CLUSTER)]);
    const known = { clusterIds: [CLUSTER.arn], written, own: [at('none')] };
    deepStrictEqual(await files().examine(at('config'), known), { kind: 'examined', findings: [] });
  });

  it('says of a path that no file can have, or that a folder has, what is wrong with it', async () => {
    await rejects(files().write(entry(byToken, at('a\0b')), 'elsewhere'), { code: 'file-unusable' });
    await rejects(files().write(entry(byToken, at('bin')), 'elsewhere'), { code: 'path-is-folder' });
  });

  it('calls the AWS CLI by its name in a folder, where a dev container has another, and knows it again', async () => {
    await files().write(entry(byCli), 'in folder');
    ok((await readFile(at('config'), 'utf8')).includes('command: aws\n'));
    const known = {
      ...{ clusterIds: [CLUSTER.arn], own: [at('none')] },
      written: () => new Set([clusterDigest(CLUSTER)]),
    };
    deepStrictEqual(await files().examine(at('config'), known), { kind: 'examined', findings: [] });
  });

  it('says who may read the token that it wrote', async () => {
    deepStrictEqual(await files().write(entry(byToken), 'elsewhere'), 'owner');
    await chmod(at('config'), 0o644);
    deepStrictEqual(await files().write(entry({ ...byToken, token: 'another' }), 'elsewhere'), 'others');
    await files().makePrivate(at('config'));
    deepStrictEqual(await files().readersOf(at('config')), 'owner');
  });

  it('knows what was written here only after it has read the file, which another step may be writing', async () => {
    await files().write(entry(byCli), 'elsewhere');
    const written = () => {
      rmSync(at('config'));
      return new Set([clusterDigest(CLUSTER)]);
    };
    const known = { clusterIds: [CLUSTER.arn], written, own: [at('none')] };
    deepStrictEqual(await files().examine(at('config'), known), { kind: 'examined', findings: [] });
  });

  it('says that the AWS CLI is missing, and writes nothing', async () => {
    await rejects(files('').write(entry(byCli), 'elsewhere'), { code: 'aws-cli-missing' });
    await rejects(readFile(at('config')), { code: 'ENOENT' });
  });

  it('takes out the entry that it wrote, and no other, to the byte', async () => {
    const text =
      'clusters:\n- name: shop # mine\n  cluster: {server: "https://mine"}\ncontexts:\n- name: c\nusers:\n- name: u\n';
    await writeFile(at('config'), text);
    await files().remove(entry(byCli));
    strictEqual(await readFile(at('config'), 'utf8'), text);
    await files().write(entry(byCli), 'elsewhere');
    await files().remove(entry(byCli));
    strictEqual(await readFile(at('config'), 'utf8'), text);
  });

  it('makes nothing where there is no file to remove from', async () => {
    await files().remove(entry(byCli, at('gone', '.kube', 'config')));
    deepStrictEqual(await readdir(at()), ['bin']);
  });

  it('makes the context of a cluster the current one', async () => {
    await files().write(entry(byToken), 'elsewhere');
    strictEqual(currentContext(await readFile(at('config'), 'utf8')), undefined);
    await files().useContext(entry(byToken));
    strictEqual(currentContext(await readFile(at('config'), 'utf8')), 'shop');
  });

  const LEFT: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
    'no YAML': ['clusters: [', /not valid YAML.* line 2, column 1/],
    'a list': ['- a\n', /line 1, column 1 is not a mapping/],
  };
  for (const [what, [text, message]] of Object.entries(LEFT)) {
    it(`leaves a file that is ${what}, and says why`, async () => {
      await writeFile(at('config'), text);
      const write = files().write(entry(byToken), 'elsewhere');
      await rejects(write, { code: 'kubeconfig-not-edited', message });
      ok((await readFile(at('config'), 'utf8')) === text);
      deepStrictEqual(await readdir(at()), ['bin', 'config']);
    });
  }

  it('leaves a file that is ten megabytes, and says why', async () => {
    await writeFile(at('config'), `# ${'x'.repeat(10_000_000)}`);
    await rejects(files().write(entry(byToken), 'elsewhere'), {
      code: 'file-too-large',
      message: /than 5 MB/,
    });
    deepStrictEqual(await readdir(at()), ['bin', 'config']);
  });

  describe('in a folder of the workspace', () => {
    const path = () => at('.kube', 'config');

    it('has git ignore the folder of a new file', async () => {
      await files().write(entry(byToken, path()), 'in folder');
      strictEqual(await readFile(at('.kube', '.gitignore'), 'utf8'), '*\n');
    });

    it('leaves what git is told already, and a file that was there before', async () => {
      await mkdir(at('.kube'));
      await writeFile(at('.kube', '.gitignore'), 'cache\n');
      await files().write(entry(byToken, path()), 'in folder');
      strictEqual(await readFile(at('.kube', '.gitignore'), 'utf8'), 'cache\n');
      await rm(at('.kube', '.gitignore'));
      await files().write(entry(byCli, path()), 'in folder');
      deepStrictEqual(await readdir(at('.kube')), ['config']);
    });

    it('hides no other folder from git, and nothing elsewhere', async () => {
      await files().write(entry(byToken, at('deploy', 'kubeconfig')), 'in folder');
      deepStrictEqual(await readdir(at('deploy')), ['kubeconfig']);
      await files().write(entry(byToken, path()), 'elsewhere');
      deepStrictEqual(await readdir(at('.kube')), ['config']);
    });
  });

  describe('in a repository', () => {
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: at(), stdio: 'ignore' });

    beforeEach(async function () {
      if ((await findExecutable('git', process.env)) === undefined) this.skip();
      git('init');
      await writeFile(at('config'), 'kind: Config\n');
    });

    it('writes no token into a file that git tracks, be it through a link', async () => {
      git('add', 'config');
      await symlink(at('config'), at('link'));
      for (const path of [at('config'), at('link')]) {
        await rejects(files().write(entry(byToken, path), 'in folder'), { code: 'kubeconfig-tracked' });
      }
      strictEqual(await readFile(at('config'), 'utf8'), 'kind: Config\n');
    });

    it('writes one into a private file, and only what is not secret into a tracked one', async () => {
      await files().write(entry(byToken), 'in folder');
      git('add', 'config');
      await files().write(entry(byCli), 'in folder');
      ok(!(await readFile(at('config'), 'utf8')).includes('planted-token'));
    });
  });
});

describe('AwsConfigFile', () => {
  const at = temporaryFolder();
  const file = () => new AwsConfigFile({ env: { AWS_CONFIG_FILE: at('aws', 'config') }, home: at('home') });

  it('has the profile once it was written', async () => {
    strictEqual(await file().has(PROFILE), false);
    await file().write(PROFILE);
    strictEqual(await file().has(PROFILE), true);
  });

  it('leaves another profile of that name', async () => {
    await mkdir(at('aws'));
    const text = `[profile ${PROFILE.name}]\nregion = us-east-1\n`;
    await writeFile(at('aws', 'config'), text);
    await rejects(file().write(PROFILE), { code: 'aws-config-not-edited' });
    strictEqual(await readFile(at('aws', 'config'), 'utf8'), text);
  });
});
