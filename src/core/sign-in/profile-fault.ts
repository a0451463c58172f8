import { describeProblem } from '../aws-config/describe-problem';
import type { SharedConfig } from '../aws-config/shared-config';
import { nameProblem } from '../aws-config/sdk-text';
import type { AwsEnvironment } from '../environment';
import { userError } from '../errors/catalogue';
import type { UserError } from '../errors/user-error';
import type { BaseCredentials } from './provision-role';
import { setting, sourcesOf, profileNameProblem } from './profiles';

/**
 * Why base credentials cannot come from the profile that is named for them, as far as the files alone tell. The SDK has
 * one sentence for all of it, and where the environment names a profile that is not there it quietly asks the machine's
 * instance instead: the AWS CLI refuses, and so do we.
 */
export function profileProblem(
  base: BaseCredentials,
  config: SharedConfig,
  environment: AwsEnvironment,
): UserError | undefined {
  const named = base.kind === 'profile' ? { name: base.profile } : environment.profile;
  if (!named || (base.kind !== 'profile' && base.kind !== 'default')) return undefined;
  if (!config.profiles.has(named.name)) return missing(named, config, environment);
  return faultOfChain(named.name, config);
}

type Named = { readonly name: string } & Partial<Pick<Required<AwsEnvironment>['profile'], 'variable'>>;

function missing({ name, variable }: Named, config: SharedConfig, environment: AwsEnvironment): UserError {
  const { configFile, credentialsFile } = environment;
  const files = { profile: name, configFile, credentialsFile };
  if (variable !== undefined) return userError('environment-profile-missing', { ...files, variable });
  const { problems } = config;
  const [problem] = [...problems.config, ...problems.credentials];
  if (!problem) return userError('profile-missing', files);
  const file = problems.config.length > 0 ? configFile : credentialsFile;
  return userError('profile-file-broken', { profile: name, file, detail: describeProblem(problem) });
}

function faultOfChain(profile: string, { profiles, ssoSessions }: SharedConfig): UserError | undefined {
  const chain = sourcesOf(profile, profiles);
  if (!chain) return userError('profile-loops', { profile });
  const name = profileNameProblem(profile, profiles);
  const problem = name === undefined ? undefined : nameProblem(name);
  if (name !== undefined && problem) return userError('profile-name-unusable', { profile, name, problem });
  const source = chain.find((each) => !profiles.has(each));
  if (source !== undefined) return userError('profile-source-missing', { profile, source });
  const session = chain
    .flatMap((each) => setting(profiles.get(each), 'sso_session') ?? [])
    .find((each) => !ssoSessions.has(each));
  return session === undefined ? undefined : userError('sso-session-missing', { profile, session });
}
