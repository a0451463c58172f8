import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findCommand, run } from './command';
import { editorEnvironment } from './environment';
import { ground, testHome } from './paths';
import { canInstall, installCommand, installPackages } from './system-packages';

const bin = join(ground, 'aws/bin');

/** The folder of an AWS CLI that calls the simulated account: the machine's own, or one of our own from PyPI. */
export async function provideAwsCli(): Promise<
  { readonly kind: 'in PATH' } | { readonly kind: 'ours'; readonly bin: string }
> {
  const own = await findCommand(['aws']);
  if (own && (await knowsEndpointVariable(own))) return { kind: 'in PATH' };
  const ours = join(bin, 'aws');
  if (!(existsSync(ours) && (await knowsEndpointVariable(ours)))) await install();
  return { kind: 'ours', bin };
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

async function install(): Promise<void> {
  const folder = join(ground, 'aws');
  console.log(`Installing the AWS CLI in ${folder}…`);
  await rm(folder, { recursive: true, force: true });
  try {
    if (!(await makesVenvs()) && canInstall) await installPackages(PYTHON_PACKAGES);
    await run('python3', ['-m', 'venv', folder]);
    await run(join(bin, 'pip'), ['install', '--quiet', '--no-cache-dir', 'awscli>=1.32']);
  } catch (error) {
    const remedy = `Install AWS CLI 2.13 or newer, or run: ${installCommand(PYTHON_PACKAGES)}`;
    throw new Error(`The AWS CLI could not be installed. ${remedy}`, { cause: error });
  }
}

function makesVenvs(): Promise<boolean> {
  return run('python3', ['-c', 'import ensurepip, venv']).then(
    () => true,
    () => false,
  );
}
