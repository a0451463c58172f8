import { homedir } from 'node:os';
import { join } from 'node:path';
import { withProfile, type AwsProfile } from '../core/aws-config/profile';
import { userError } from '../core/errors/catalogue';
import { editTextFile, readTextFile } from './edit-file';
import type { Environment } from './find-executable';

/** The AWS config that the AWS CLI and the SDK read. */
export class AwsConfigFile {
  readonly path: string;

  constructor(env: Environment) {
    this.path = env['AWS_CONFIG_FILE'] ?? join(homedir(), '.aws', 'config');
  }

  /** The profile is there, with the values that we would write. */
  async has(profile: AwsProfile): Promise<boolean> {
    return withProfile(await readTextFile(this.path), profile).kind === 'unchanged';
  }

  /** Adds the profile, or brings ours up to date. */
  async write(profile: AwsProfile): Promise<void> {
    const { kind } = await editTextFile(this.path, (text) => withProfile(text, profile));
    if (kind === 'taken')
      throw userError('aws-config-not-edited', { path: this.path, profile: profile.name });
  }
}
