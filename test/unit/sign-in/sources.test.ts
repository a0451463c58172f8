import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { summarizeProfiles } from '../../../src/core/sign-in/profiles';
import { awsEnvironment } from '../../../src/core/environment';
import { describeResult, availableSources, type SourceContext } from '../../../src/core/sign-in/sources';
import { profilesOf } from './profiles-of';

const PROFILES = summarizeProfiles(
  profilesOf({
    static: { aws_access_key_id: 'id', aws_secret_access_key: 'secret' },
    mfa: { role_arn: 'role', source_profile: 'static', mfa_serial: 'device' },
    program: { credential_process: 'program' },
    overProgram: { role_arn: 'role', source_profile: 'program' },
    loop: { role_arn: 'role', source_profile: 'pool' },
    pool: { role_arn: 'role', source_profile: 'loop' },
    regionOnly: { region: 'eu-central-1' },
  }),
);

const environmentOf = (env: Record<string, string>) => awsEnvironment({ env, home: '/home/me' });

const known = (given: Partial<SourceContext> = {}): SourceContext => ({
  profiles: PROFILES,
  hasAccessKey: false,
  environment: environmentOf({}),
  ...given,
});

const trialOf = (label: string, given?: Partial<SourceContext>) =>
  availableSources(known(given)).find((source) => source.label === label)?.trial;

describe('The sources of base credentials', () => {
  it('are the chain, each profile of the AWS config, the access key and the instance profile', () => {
    const labels = availableSources(known()).map(({ label }) => label);
    const names = PROFILES.map(({ name }) => name);
    deepStrictEqual(labels, ['Default chain', ...names, 'Access key', 'Instance profile']);
  });

  const TRIALS = {
    static: 'harmless',
    mfa: 'mfaCode',
    program: 'program',
    overProgram: 'program',
    loop: 'loop',
    regionOnly: 'incomplete',
    'Access key': 'noAccessKey',
    'Instance profile': 'harmless',
  } as const;
  for (const [label, trial] of Object.entries(TRIALS)) {
    it(`are listed without asking for a code or running a program: ${label} is ${trial}`, () => {
      strictEqual(trialOf(label), trial);
    });
  }

  it('say who an access key is that is kept', () => {
    strictEqual(trialOf('Access key', { hasAccessKey: true }), 'harmless');
  });

  const KEYS = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
  const asDefault = summarizeProfiles(profilesOf({ default: { credential_process: 'program' } }));

  it('take what the chain finds first: AWS_PROFILE, then the environment, then the default profile', () => {
    strictEqual(
      trialOf('Default chain', { environment: environmentOf({ ...KEYS, AWS_PROFILE: 'mfa' }) }),
      'mfaCode',
    );
    strictEqual(
      trialOf('Default chain', { profiles: asDefault, environment: environmentOf(KEYS) }),
      'harmless',
    );
    strictEqual(trialOf('Default chain', { profiles: asDefault }), 'program');
    strictEqual(trialOf('Default chain'), 'harmless');
  });

  it('take AWS_DEFAULT_PROFILE, too, and no variable that is empty', () => {
    strictEqual(
      trialOf('Default chain', { environment: environmentOf({ AWS_DEFAULT_PROFILE: 'mfa' }) }),
      'mfaCode',
    );
    const empty = environmentOf({ AWS_PROFILE: '', AWS_DEFAULT_PROFILE: ' ' });
    strictEqual(trialOf('Default chain', { profiles: asDefault, environment: empty }), 'program');
  });

  it('let the chain continue behind a default profile that names no credentials', () => {
    const profiles = summarizeProfiles(profilesOf({ default: { region: 'eu-central-1' } }));
    strictEqual(trialOf('Default chain', { profiles }), 'harmless');
  });

  it('say who they are, why that is not known, or what keeps from asking', () => {
    const [chain] = availableSources(known());
    const program = availableSources(known()).find(({ label }) => label === 'program');
    if (!chain || !program) throw new Error('There is no such source.');
    match(describeResult(chain, { kind: 'asking' }), /^Checking/);
    const identified = {
      kind: 'known',
      accountId: '111111111111',
      arn: 'arn:aws:iam::111111111111:user/me',
    } as const;
    strictEqual(describeResult(chain, identified), 'Account 111111111111, arn:aws:iam::111111111111:user/me');
    strictEqual(describeResult(chain, { kind: 'failed', reason: 'No answer.' }), 'No answer.');
    match(describeResult(program, identified), /^Runs the profile’s credential_process/);
  });
});

describe('The profile that `aws sso login` signs in', () => {
  const profiles = summarizeProfiles(
    profilesOf({
      sso: { sso_session: 'company', sso_account_id: '111111111111' },
      legacy: { sso_start_url: 'https://company.awsapps.com/start' },
      role: { role_arn: 'role', source_profile: 'sso' },
      static: { aws_access_key_id: 'id' },
    }),
  );
  const signsIn = (name: string) => profiles.find((profile) => profile.name === name)?.ssoProfile;

  it('is the one that names IAM Identity Center, itself or beneath a role', () => {
    deepStrictEqual(['sso', 'legacy', 'role', 'static'].map(signsIn), ['sso', 'legacy', 'sso', undefined]);
  });
});
