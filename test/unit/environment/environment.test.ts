import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  awsEnvironment,
  expandPath,
  environmentVariable,
  type Environment,
} from '../../../src/core/environment';

const read = (env: Environment) => awsEnvironment({ env, home: '/home/me' });

describe('The environment', () => {
  for (const value of ['', ' ', '\t']) {
    it(`sets nothing with ${JSON.stringify(value)}`, () => {
      strictEqual(environmentVariable({ AWS_PROFILE: value }, 'AWS_PROFILE'), undefined);
      const names = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_REGION', 'AWS_CONFIG_FILE'];
      const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SHARED_CREDENTIALS_FILE'];
      const roles = ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];
      const env = Object.fromEntries([...names, ...keys, ...roles].map((name) => [name, value]));
      deepStrictEqual(read(env), read({}));
    });
  }

  it('has the files of the home folder where it names none', () => {
    const { configFile, credentialsFile } = read({});
    deepStrictEqual([configFile, credentialsFile], ['/home/me/.aws/config', '/home/me/.aws/credentials']);
  });

  const PATHS = {
    '~/.aws/config': '/home/me/.aws/config',
    '~': '/home/me',
    '~\\.aws\\config': '/home/me\\.aws\\config',
    '$AWS_HOME/config': '/etc/aws/config',
    '${AWS_HOME}/config': '/etc/aws/config',
    '$EMPTY/config': '$EMPTY/config',
    '$GONE/config': '$GONE/config',
    '~other/config': '~other/config',
    '/a/~/b': '/a/~/b',
  };
  for (const [path, expanded] of Object.entries(PATHS)) {
    it(`means ${expanded} by ${path}, as the AWS CLI does`, () =>
      strictEqual(
        expandPath(path, { env: { AWS_HOME: '/etc/aws', EMPTY: '' }, home: '/home/me' }),
        expanded,
      ));
  }

  it('puts a home folder in as it is called', () =>
    strictEqual(expandPath('~/x', { env: {}, home: '/home/$& $1' }), '/home/$& $1/x'));

  it('names a profile by AWS_PROFILE, else by AWS_DEFAULT_PROFILE', () => {
    deepStrictEqual(read({ AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' }).profile, {
      name: 'a',
      variable: 'AWS_PROFILE',
    });
    deepStrictEqual(read({ AWS_PROFILE: '', AWS_DEFAULT_PROFILE: 'b' }).profile, {
      name: 'b',
      variable: 'AWS_DEFAULT_PROFILE',
    });
  });

  it('names a region by AWS_REGION, else by AWS_DEFAULT_REGION', () => {
    strictEqual(read({ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' }).region, 'eu-west-1');
    strictEqual(read({ AWS_REGION: '', AWS_DEFAULT_REGION: 'us-east-1' }).region, 'us-east-1');
  });

  const ADDRESSES = {
    'http://169.254.170.23/v1/credentials': 'podIdentity',
    'http://[fd00:ec2::23]/v1/credentials': 'podIdentity',
    'http://169.254.170.2/v2/credentials/1': 'container',
    'http://127.0.0.1:1338/latest/meta-data/container/security-credentials': 'container',
  } as const;
  for (const [AWS_CONTAINER_CREDENTIALS_FULL_URI, kind] of Object.entries(ADDRESSES)) {
    it(`tells by ${AWS_CONTAINER_CREDENTIALS_FULL_URI} that it is that of a ${kind}`, () =>
      strictEqual(read({ AWS_CONTAINER_CREDENTIALS_FULL_URI }).container, kind));
  }
});
