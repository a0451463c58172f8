import type * as vscode from 'vscode';
import { guardedNetwork } from '../core/foreign/guarded-send';
import type { AwsPort } from '../core/ports/aws';
import type { KubernetesPort, KubernetesTarget } from '../core/ports/kubernetes';
import type { StreamsPort } from '../core/ports/streams';
import type { WatchPort } from '../core/ports/watch';
import type { WorkloadActions } from '../core/ports/workloads';
import { AwsFiles } from '../ui/authentication/aws-files';
import { once } from '../ui/lazy';
import { refuseUntrusted } from '../ui/trust';
import type { Shell } from './shell';

export type Connections = ReturnType<typeof createConnections>;

/** AWS and clusters, as loaded when first called; never in Restricted Mode. */
export function createConnections(context: vscode.ExtensionContext, shell: Shell) {
  const { log, machine, readFile, secrets, settings } = shell;
  const network = once(async () => {
    const { createNetwork } = await import('../network/index');
    const log = (line: string) => shell.log.warn(line);
    const own = await createNetwork({ proxySettings: () => settings.proxy, machine, readFile, log });
    return guardedNetwork(own, secrets);
  });
  const signIn = once(async () => {
    const { SignIn } = await import('../ui/authentication/sign-in');
    return new SignIn(context.secrets);
  });
  const awsFiles = new AwsFiles(machine);
  const aws = once(async (): Promise<AwsPort> => {
    refuseUntrusted();
    awsFiles.watch();
    const { createAws } = await import('../aws/index');
    return createAws({
      log: (line) => log.info(line),
      machine,
      readFile,
      send: (await network()).toAws,
      signIn: {
        accessKey: async () => (await signIn()).accessKey(),
        mfaCode: async (question) => (await signIn()).mfaCode(question),
      },
    });
  });
  const kubernetes = once(async (): Promise<KubernetesPort> => {
    refuseUntrusted();
    const { createKubernetes } = await import('../kube/index');
    return createKubernetes((await network()).toCluster);
  });
  const watches = once(async (): Promise<WatchPort> => {
    refuseUntrusted();
    const { createWatches } = await import('../kube/watcher');
    return createWatches((await network()).connectionsTo, shell.report);
  });
  const workloadActions = async (target: KubernetesTarget): Promise<WorkloadActions> => {
    refuseUntrusted();
    const { createWorkloadActions } = await import('../kube/workload-actions');
    return createWorkloadActions(target, (await network()).connectionsTo);
  };
  const streams = once(async (): Promise<StreamsPort> => {
    refuseUntrusted();
    const { createStreams } = await import('../kube/streams');
    return createStreams((await network()).connectionsTo);
  });
  const resolver = async () => (await import('../network/name-resolver')).nameResolver();
  return { aws, awsFiles, kubernetes, resolver, signIn, streams, watches, workloadActions };
}
