import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { summarizeProfiles } from '../../../src/core/sign-in/profiles';
import { profilesOf } from './profiles-of';

const PROFILES = profilesOf({
  keys: { aws_access_key_id: 'AKIA', aws_secret_access_key: 's' },
  person: { sso_session: 'company', sso_account_id: '1', sso_role_name: 'r' },
  role: { role_arn: 'arn', source_profile: 'keys' },
  'role of a person': { role_arn: 'arn', source_profile: 'person' },
  'role with a code': { role_arn: 'arn', source_profile: 'keys', mfa_serial: 'arn' },
  'role upon one with a code': { role_arn: 'arn', source_profile: 'role with a code' },
  program: { credential_process: 'print-credentials' },
  'role upon a program': { role_arn: 'arn', source_profile: 'program', mfa_serial: 'arn' },
  pipeline: { role_arn: 'arn', web_identity_token_file: '/token' },
  'its own source': { role_arn: 'arn', source_profile: 'its own source', aws_access_key_id: 'AKIA' },
  'first of two': { role_arn: 'arn', source_profile: 'second of two' },
  'second of two': { role_arn: 'arn', source_profile: 'first of two' },
  'upon nobody': { role_arn: 'arn', source_profile: 'nobody' },
  'region only': { region: 'eu-central-1' },
  'in an odd session': { sso_session: 'my #1', sso_account_id: '1', sso_role_name: 'r' },
  'upon an odd name': { role_arn: 'arn', source_profile: 'tick ;box' },
  'tick ;box': { region: 'eu-central-1' },
});

const summaries = new Map(summarizeProfiles(PROFILES).map((summary) => [summary.name, summary]));

describe('The profiles of an AWS config', () => {
  it('are told by what they sign in with', () =>
    deepStrictEqual(
      [...summaries].map(([name, { kind }]) => `${name}: ${kind}`),
      [
        'first of two: loop',
        'in an odd session: unusableName',
        'its own source: role',
        'keys: accessKey',
        'person: sso',
        'pipeline: webIdentity',
        'program: process',
        'region only: incomplete',
        'role: role',
        'role of a person: role',
        'role upon a program: role',
        'role upon one with a code: role',
        'role with a code: role',
        'second of two: loop',
        'tick ;box: unusableName',
        'upon an odd name: unusableName',
        'upon nobody: role',
      ],
    ));

  it('ask for something if any of those that they rest on does', () =>
    deepStrictEqual(
      [...summaries.values()].filter(({ asks }) => asks !== 'nothing').map(({ name, asks }) => [name, asks]),
      [
        ['program', 'program'],
        ['role upon a program', 'program'],
        ['role upon one with a code', 'mfaCode'],
        ['role with a code', 'mfaCode'],
      ],
    ));

  it('are signed in where they rest on IAM Identity Center', () => {
    strictEqual(summaries.get('role of a person')?.ssoProfile, 'person');
    strictEqual(summaries.get('role')?.ssoProfile, undefined);
  });
});
