import { isAbsolute, normalize } from 'node:path';
import { describeProblem } from '../core/aws-config/describe-problem';
import { withProfile, type AwsProfile } from '../core/aws-config/profile';
import { awsEnvironment, type Machine } from '../core/environment';
import { userError } from '../core/errors/catalogue';
import { editTextFile, readTextFile } from './edit-file';

/** The AWS config that the AWS CLI and the SDK read. */
export class AwsConfigFile {
  readonly path: string;

  constructor(machine: Machine) {
    this.path = normalize(awsEnvironment(machine).configFile);
  }

  /** The profile is there, with the values that we would write. */
  async has(profile: AwsProfile): Promise<boolean> {
    return withProfile(await readTextFile(this.path), profile).kind === 'unchanged';
  }

  /** Adds the profile, or brings ours up to date. @throws UserError where `aws` would not read it from there */
  async write(profile: AwsProfile): Promise<void> {
    const { path } = this;
    if (!isAbsolute(path)) throw userError('aws-config-relative', { path });
    const edit = await editTextFile(path, (text) => withProfile(text, profile));
    switch (edit.kind) {
      case 'unchanged':
      case 'written':
        return;
      case 'taken':
        throw userError('aws-config-not-edited', { path, profile: profile.name });
      case 'unreadable':
        throw userError('aws-config-unreadable', { path, detail: describeProblem(edit.problem) });
    }
  }
}
