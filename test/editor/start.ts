import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';
import { newIdentity } from '../../src/core/identity';
import { startSandboxProcess } from '../e2e/sandbox';
import { run } from './command';
import { extensionFolder } from './extension-folder';
import { installEditor } from './install';
import { ground, root, testHome } from './paths';
import { startEditor } from './server';
import { provideTerminalCommands } from './terminal-commands';

const demo = join(ground, 'demo');
const home = join(testHome, 'start');
const userDataDir = join(home, 'user-data');

/** `npm start`: VS Code with the extension on the simulated account, until Ctrl+C. */
async function start(): Promise<void> {
  await onlyOnce();
  const [install, commands] = await Promise.all([
    installEditor(),
    provideTerminalCommands(),
    run(process.execPath, ['build.mjs'], { cwd: root }),
  ]);
  // The account is a new one each time, so nothing may remember the last one's clusters.
  await Promise.all([demo, home].map((folder) => rm(folder, { recursive: true, force: true })));
  await write(join(demo, 'README.md'), '# Demo\n\nA project that wants a cluster.\n');

  const account = await startSandboxProcess({ speed: 60, externalId: await makeIdentity() });
  const editor = await startEditor({
    install,
    home,
    env: { ...account.env, ...commands.env },
    userDataDir,
    extensionsDir: join(home, 'extensions'),
    trust: 'disabled',
    settings: { 'workbench.colorTheme': 'Default Dark Modern', 'window.autoDetectColorScheme': true },
  });
  const extensionDevelopmentPath = await extensionFolder();
  const url = editor.url({ open: { folder: demo }, extensionDevelopmentPath });
  for (const sentence of [...install.missing, ...commands.missing]) console.log(sentence);
  console.log(`
Open ${url}

1. Press F1 and choose "EKS: Create Cluster…".
2. Role ARN: ${account.roleArn}, Cluster Region: eu-central-1, then "Authenticate with AWS".
3. Enter a name, choose a service role, a VPC, two subnets and a security group, then "Create Kubernetes cluster".

The AWS account is simulated, and its time passes 60 times as fast. Ctrl+C ends everything.`);
}

async function onlyOnce(): Promise<void> {
  await mkdir(ground, { recursive: true });
  await lock(demo, { realpath: false, stale: 10_000 }).catch((error: unknown) => {
    throw new Error('Another "npm start" runs in this folder. End it with Ctrl+C first.', { cause: error });
  });
}

/** A cloud team would put the installation's external ID into the role's trust; here it is known beforehand. */
async function makeIdentity(): Promise<string> {
  const identity = newIdentity((bytes) => randomBytes(bytes).toString('hex'));
  const storage = join(userDataDir, 'User/globalStorage/eks-clusters.eks-clusters');
  await write(join(storage, 'identity.json'), `${JSON.stringify(identity, null, 2)}\n`);
  return identity.externalId;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode: 0o600 });
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
