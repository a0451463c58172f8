import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { parseIni } from '../../../src/core/aws-config/ini';
import { profileFor, profileText, withProfile, type ProfileEdit } from '../../../src/core/aws-config/profile';

const PROFILE = profileFor({
  roleArn: 'arn:aws:iam::111122223333:role/team/provision',
  externalId: 'abc123',
  region: 'eu-central-1',
  source: { kind: 'profile', profile: 'dev' },
});

const ENVIRONMENT = { kind: 'credential-source', value: 'Environment' } as const;

const SECTION = `[profile eks-clusters-111122223333-provision]
role_arn = arn:aws:iam::111122223333:role/team/provision
external_id = abc123
source_profile = dev
region = eu-central-1
`;

describe('profileFor', () => {
  it('is named by account and role', () => {
    strictEqual(PROFILE.name, 'eks-clusters-111122223333-provision');
  });

  it('lets no value end its line and begin a section of its own', () => {
    const profile = 'dev\n[profile default]\ncredential_process = evil';
    throws(() => profileFor({ ...PROFILE, source: { kind: 'profile', profile } }), /line break/);
  });

  it('names a profile for web identity, which credential_source does not know', () => {
    const source = {
      kind: 'web-identity',
      roleArn: 'arn:aws:iam::111122223333:role/pod',
      tokenFile: '/var/run/secrets/token',
    } as const;
    strictEqual(
      profileText(profileFor({ ...PROFILE, source })),
      `${SECTION.replace('= dev', '= eks-clusters-111122223333-provision-source')}
[profile eks-clusters-111122223333-provision-source]
role_arn = arn:aws:iam::111122223333:role/pod
web_identity_token_file = /var/run/secrets/token
region = eu-central-1
`,
    );
  });
});

describe('withProfile', () => {
  it('makes the whole of an empty file', () => {
    deepStrictEqual(withProfile('', PROFILE), { kind: 'written', text: SECTION });
    strictEqual(profileText(PROFILE), SECTION);
  });

  it('appends to a file that does not end its last line, and in its line breaks', () => {
    const text = '[default]\r\nregion = us-east-1';
    strictEqual(textOf(withProfile(text, PROFILE)), `${text}\r\n\r\n${SECTION.replaceAll('\n', '\r\n')}`);
  });

  it('changes nothing where the profile is there, however it is spaced', () => {
    const text = `[profile  "${PROFILE.name}"] # mine\n# mine\nREGION=eu-central-1\nexternal_id   =  abc123\n${SECTION.split('\n')[1] ?? ''}\nsource_profile: dev\noutput = json\n`;
    deepStrictEqual(withProfile(text, PROFILE), { kind: 'unchanged', text });
  });

  it('brings only our keys up to date, for our role', () => {
    const text = (external: string, region: string) =>
      `[default]\nexternal_id = theirs\n\n[profile ${PROFILE.name}] # ours\nrole_arn = ${PROFILE.roleArn}\n${external}` +
      `s3 =\n  region = nested\nsource_profile = dev\n# keep\n${region}output = json\n\n[profile z]\nregion = z\n`;
    strictEqual(
      textOf(withProfile(text('external_id = old\n', 'region = us-east-1\n'), PROFILE)),
      text('external_id = abc123\n', 'region = eu-central-1\n'),
    );
  });

  it('moves from a source profile to a credential source', () => {
    const byEnvironment = profileFor({ ...PROFILE, source: ENVIRONMENT });
    const changed = textOf(withProfile(SECTION, byEnvironment));
    ok(!changed.includes('source_profile'));
    ok(changed.includes('\ncredential_source = Environment\n'));
    strictEqual(withProfile(changed, byEnvironment).kind, 'unchanged');
  });

  it('completes a section of which there is only the role', () => {
    const text = `[profile ${PROFILE.name}]\nrole_arn = ${PROFILE.roleArn}`;
    const completed = textOf(withProfile(text, PROFILE));
    ok(completed.endsWith(`role_arn = ${PROFILE.roleArn}`));
    strictEqual(withProfile(completed, PROFILE).kind, 'unchanged');
  });

  it('never touches a profile of that name for another role', () => {
    const text = `[profile ${PROFILE.name}]\nrole_arn = arn:aws:iam::111122223333:role/other\n`;
    deepStrictEqual(withProfile(text, PROFILE), { kind: 'taken' });
  });

  it('keeps every byte of any other file, and adds once only', () => {
    const line = fc.constantFrom(
      '[default]',
      '[profile a b]',
      '[profile c]',
      '',
      '# [c',
      'region = x',
      '  nested = 1',
      '[sso-session s]',
      'ключ = \t',
      ';',
    );
    const files = fc
      .tuple(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([lines, eol, closed]) => lines.join(eol) + (closed ? eol : ''));
    fc.assert(
      fc.property(files, (text) => {
        const [problem] = parseIni(text).problems;
        if (problem) {
          deepStrictEqual(withProfile(text, PROFILE), { kind: 'unreadable', problem });
          return;
        }
        const written = textOf(withProfile(text, PROFILE));
        ok(written.startsWith(text));
        strictEqual(withProfile(written, PROFILE).kind, 'unchanged');
      }),
    );
  });
});

function textOf(edit: ProfileEdit): string {
  ok(edit.kind === 'written', JSON.stringify(edit));
  return edit.text;
}
