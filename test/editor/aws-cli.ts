import { dirname } from 'node:path';
import { missingPython, pythonEnvironment, type PythonEnvironment } from '../python/environment';
import { ENVIRONMENTS } from '../python/environments';
import { findCommand, run } from './command';
import { editorEnvironment } from './environment';
import { testHome } from './paths';
import { canInstall, installCommand, installPackages } from './system-packages';

/** The folder of an AWS CLI that calls the simulated account: the machine's own, or one of our own from PyPI. */
export async function provideAwsCli(): Promise<
  { readonly kind: 'in PATH' } | { readonly kind: 'ours'; readonly bin: string }
> {
  const own = await findCommand(['aws']);
  if (own && (await knowsEndpointVariable(own))) return { kind: 'in PATH' };
  return { kind: 'ours', bin: dirname((await install()).program('aws')) };
}

// Older ones ignore AWS_ENDPOINT_URL and would call the real AWS.
const FIRST_MINOR: Readonly<Record<string, number>> = { 1: 32, 2: 13 };

async function knowsEndpointVariable(aws: string): Promise<boolean> {
  // Asked as the terminal will run it: version managers look for the command in the home folder.
  const version = await run(aws, ['--version'], { env: editorEnvironment(testHome) }).catch(() => '');
  const [, major = '', minor = ''] = /^aws-cli\/(\d+)\.(\d+)/.exec(version) ?? [];
  const first = FIRST_MINOR[major];
  return first === undefined ? Number(major) > 2 : Number(minor) >= first;
}

const PYTHON_PACKAGES = ['python3', 'python3-venv'];

async function install(): Promise<PythonEnvironment> {
  try {
    if ((await missingPython()) !== undefined && canInstall) await installPackages(PYTHON_PACKAGES);
    return await pythonEnvironment(ENVIRONMENTS.aws);
  } catch (error) {
    const remedy = `Install AWS CLI 2.13 or newer, or run: ${installCommand(PYTHON_PACKAGES)}`;
    throw new Error(`The AWS CLI could not be installed. ${remedy}`, { cause: error });
  }
}
