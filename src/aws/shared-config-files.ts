import { join } from 'node:path';
import { externalDataInterceptor, getHomeDir } from '@smithy/core/config';
import { sdkText } from '../core/aws-config/sdk-text';
import { readSharedConfig, type SharedConfig } from '../core/aws-config/shared-config';
import { awsEnvironment, type Machine } from '../core/environment';
import type { ReadFile } from './client-settings';

/** Which files they are, and how they are read. */
export interface ConfigFiles {
  readonly machine: Machine;
  readonly readFile: ReadFile;
}

/**
 * Reads both files, and has all of the SDK take them as we do, from now on. Otherwise it would parse them by rules of its
 * own, look for them where the AWS CLI does not, and keep the sso-sessions for the life of the process.
 */
export async function loadSharedConfig({ machine, readFile }: ConfigFiles): Promise<SharedConfig> {
  const { configFile, credentialsFile } = awsEnvironment(machine);
  const [config, credentials] = await Promise.all([
    textOf(configFile, readFile),
    textOf(credentialsFile, readFile),
  ]);
  const shared = readSharedConfig({ config, credentials });
  const { env } = machine;
  // The credentials first: both variables may name one file.
  for (const path of sdkPaths(env['AWS_SHARED_CREDENTIALS_FILE'], 'credentials'))
    externalDataInterceptor.interceptFile(path, '');
  const text = sdkText(shared);
  for (const path of sdkPaths(env['AWS_CONFIG_FILE'], 'config'))
    externalDataInterceptor.interceptFile(path, text);
  return shared;
}

/** A file that cannot be read is as good as none, to the SDK as well: what it lacks is said then. */
async function textOf(path: string, readFile: ReadFile): Promise<string> {
  return readFile(path).then(
    (bytes) => bytes.toString('utf8'),
    () => '',
  );
}

/** Where the SDK looks: some of it replaces `~`, and some does not. */
function sdkPaths(given: string | undefined, name: string): readonly string[] {
  const path = given === undefined || given === '' ? join(getHomeDir(), '.aws', name) : given;
  return path.startsWith('~/') ? [path, join(getHomeDir(), path.slice(2))] : [path];
}
