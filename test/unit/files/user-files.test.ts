import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { profileFor } from '../../../src/core/aws-config/profile';
import { hasEntry } from '../../../src/core/kubeconfig/index';
import { AwsConfigFile } from '../../../src/files/aws-config-file';
import { KubeconfigFiles } from '../../../src/files/kubeconfig-file';
import { temporaryFolder } from './temporary-folder';

const CLUSTER = {
  arn: 'arn:aws:eks:eu-central-1:111122223333:cluster/shop',
  name: 'shop',
  region: 'eu-central-1',
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
  const files = () =>
    new KubeconfigFiles(() => import('../../../src/core/kubeconfig/index'), { PATH: at('bin') });
  const byCli = { kind: 'aws-cli', profile: PROFILE.name } as const;

  beforeEach(async () => {
    await mkdir(at('bin'));
    await writeFile(at('bin', 'aws'), '', { mode: 0o755 });
  });

  it('writes an entry that names the AWS CLI of the PATH, and knows it again', async () => {
    await files().write({ path: at('config'), cluster: CLUSTER, user: byCli, setCurrentContext: true });
    const text = await readFile(at('config'), 'utf8');
    ok(hasEntry(text, CLUSTER.arn));
    ok(text.includes(`command: ${at('bin', 'aws')}\n`));
    deepStrictEqual(await files().foreignExecUsers(text), []);
  });

  it('says that the AWS CLI is missing, and writes nothing', async () => {
    const without = new KubeconfigFiles(() => import('../../../src/core/kubeconfig/index'), {});
    const write = without.write({
      path: at('config'),
      cluster: CLUSTER,
      user: byCli,
      setCurrentContext: true,
    });
    await rejects(write, { code: 'aws-cli-missing' });
    await rejects(readFile(at('config')), { code: 'ENOENT' });
  });

  it('takes out the entry that it wrote, and no other, to the byte', async () => {
    const text =
      'clusters:\n- name: shop # mine\n  cluster: {server: "https://mine"}\ncontexts:\n- name: c\nusers:\n- name: u\n';
    await writeFile(at('config'), text);
    const remove = () => files().remove({ path: at('config'), cluster: CLUSTER });
    await remove();
    strictEqual(await readFile(at('config'), 'utf8'), text);
    await files().write({ path: at('config'), cluster: CLUSTER, user: byCli, setCurrentContext: false });
    await remove();
    strictEqual(await readFile(at('config'), 'utf8'), text);
  });

  it('makes nothing where there is no file to remove from', async () => {
    await files().remove({ path: at('gone', '.kube', 'config'), cluster: CLUSTER });
    deepStrictEqual(await readdir(at()), ['bin']);
  });

  it('leaves a file that it cannot edit, and says why', async () => {
    await writeFile(at('config'), 'clusters: [');
    const user = { kind: 'service-account', token: 't' } as const;
    const write = files().write({ path: at('config'), cluster: CLUSTER, user, setCurrentContext: true });
    await rejects(write, { code: 'kubeconfig-not-edited', message: /not valid YAML/ });
    strictEqual(await readFile(at('config'), 'utf8'), 'clusters: [');
  });
});

describe('AwsConfigFile', () => {
  const at = temporaryFolder();
  const file = () => new AwsConfigFile({ AWS_CONFIG_FILE: at('aws', 'config') });

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
