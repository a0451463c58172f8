import * as vscode from 'vscode';
import { inBackground } from '../core/background';
import type { KubernetesTarget } from '../core/ports/kubernetes';
import { findExecutableOutside } from '../files/find-executable';
import { deployHandlers } from '../ui/deploy/deploy-handlers';
import { DeploymentStatus } from '../ui/deploy/deployment-status';
import { RunningDeployments } from '../ui/deploy/running-deployments';
import { once } from '../ui/lazy';
import type { Clusters } from './clusters';
import type { Connections } from './connections';
import type { Environments } from './environments';
import type { Shell } from './shell';
import type { Storage } from './storage';

export type Deployments = ReturnType<typeof createDeployments>;

/** What deploys, loaded when it is first asked for. */
export function createDeployments(
  context: Pick<vscode.ExtensionContext, 'secrets'>,
  shell: Shell,
  { identity, buildSecrets, privateKubeconfigs, registryLogins, withSettingsLock, workspace }: Storage,
  { kubernetes }: Connections,
  { attached, connector, tree }: Clusters,
  { environments }: Environments,
) {
  const { machine, memory, report } = shell;
  const status = new DeploymentStatus((key, value) => {
    inBackground(() => vscode.commands.executeCommand('setContext', key, value), report);
  });
  const running = new RunningDeployments((titles) => {
    status.show(titles);
  });
  const opened: { dispose(): void }[] = [status];
  /** A program of the user's, outside of all open folders. */
  const findExecutable = (name: string) => {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    return findExecutableOutside(folders, name, machine.env);
  };
  const programs = { env: machine.env, findExecutable };
  const helm = async () => {
    const { helmCli } = await import('../build/helm');
    const { proxy } = shell.settings;
    return (target: KubernetesTarget) => helmCli({ ...programs, proxy, target, files: privateKubeconfigs });
  };
  /** What builds, and what goes with that. */
  const building = once(async () => {
    const [{ containerCli }, { buildChoice }, { BuildSecrets }, { BuildProblems }] = await Promise.all([
      import('../build/cli'),
      import('../ui/deploy/build-choice'),
      import('../ui/deploy/build-secrets'),
      import('../ui/deploy/problems-view'),
    ]);
    const cli = containerCli({ ...programs, choice: buildChoice, files: buildSecrets });
    const problems = new BuildProblems();
    opened.push(problems);
    const secrets = new BuildSecrets(context.secrets, (value) => shell.secrets.hold(value));
    return { build: () => Promise.resolve(cli), problems, secrets };
  });
  const shared = async () => {
    const { isEarlierImageStored } = await import('../ui/deploy/earlier-images');
    const isStored = isEarlierImageStored.bind(undefined, connector);
    return { ...shell, connector, helm, kubernetes, running, isStored, ...(await environments()) };
  };
  const namespaces = once(async () => {
    const { Environments: Namespaces } = await import('../ui/commands/environments');
    return new Namespaces({ ...shell, attached, connector, workspace, refresh: () => tree.refresh() });
  });
  const folder = once(async () => {
    const [{ DeployFolder }, { DeployPlans }] = await Promise.all([
      import('../ui/deploy/deploy-folder'),
      import('../ui/deploy/deploy-plan'),
    ]);
    return new DeployFolder({
      ...(await shared()),
      ...(await building()),
      ...{ withSettingsLock, workspace },
      environments: await namespaces(),
      plans: new DeployPlans(memory.workspaceState),
      kustomize: async () => (await import('../build/kustomize')).kustomizeCli(programs),
      logins: registryLogins,
      installation: async () => (await identity()).installation,
    });
  });
  const deployments = once(async () => {
    const { DeployCommands } = await import('../ui/deploy/deploy-commands');
    return new DeployCommands({ ...(await shared()), namespaces });
  });
  const makePublic = async (row?: unknown) => {
    const { makePublic: expose } = await import('../ui/deploy/make-public');
    await expose(row, await shared());
  };
  const writeDockerfile = async () => {
    const { writeDockerfile: write } = await import('../ui/deploy/write-dockerfile');
    await write(shell.settings);
  };
  const writeManifests = async () => {
    const { writeManifests: write } = await import('../ui/deploy/write-manifests');
    await write({ ...shell, connector });
  };
  const tasks = once(async () => {
    const { LocalBuilds } = await import('../ui/deploy/local-build');
    return new LocalBuilds({ ...shell, ...(await building()) });
  });
  return {
    tasks,
    handlers: deployHandlers({ folder, deployments, running, makePublic, writeDockerfile, writeManifests }),
    disposable: {
      dispose: () => {
        for (const each of opened) each.dispose();
      },
    },
  };
}
