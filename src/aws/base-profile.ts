import { endpointsOf, type Endpoints } from '../core/aws-config/endpoints';
import type { SharedConfig } from '../core/aws-config/shared-config';
import { awsEnvironment, defaultProfile, type AwsEnvironment } from '../core/environment';
import { UserError } from '../core/errors/user-error';
import type { BaseCredentials } from '../core/sign-in/provision-role';
import { asCredentialsError } from './errors';
import { loadSharedConfig, type ConfigFiles } from './shared-config-files';

/** The profile whose settings the base credentials' clients have, and what was read for it just now. */
export interface BaseProfile {
  readonly profile: string;
  readonly config: SharedConfig;
  readonly environment: AwsEnvironment;
  readonly endpoints: Endpoints;
}

/** A key that was typed has no profile: its clients have the settings of the default one, as in all of AWS's tools. */
export async function readBaseProfile(base: BaseCredentials, files: ConfigFiles): Promise<BaseProfile> {
  const config = await loadSharedConfig(files);
  const environment = awsEnvironment(files.machine);
  const profile = base.kind === 'profile' ? base.profile : defaultProfile(environment);
  try {
    return { profile, config, environment, endpoints: endpointsOf(profile, config, files.machine.env) };
  } catch (error) {
    // The user can change that while an operation waits.
    throw error instanceof UserError ? asCredentialsError(error) : error;
  }
}
