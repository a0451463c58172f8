import { randomBytes, randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Project } from '../../core/cluster/environment-names';
import { asEnvironmentAccount } from '../../core/deploy/environment-account';
import type { DeployedImage, DeployPorts } from '../../core/deploy/request';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import type { Clock } from '../../core/ports/clock';
import type { HelmPort } from '../../core/ports/deploy-tools';
import type { KubernetesPort, KubernetesTarget } from '../../core/ports/kubernetes';
import type { ClusterEntry } from '../../core/registry/entry';
import type { ClusterConnector } from '../cluster-connector';
import type { EnvironmentsModel } from '../environments/environments-model';
import { projectOf } from '../project';
import { gitHead, type GitHead } from './git-head';

export interface DeployAccessDeps {
  readonly connector: Pick<ClusterConnector, 'target'>;
  readonly kubernetes: () => Promise<KubernetesPort>;
  readonly model: Pick<EnvironmentsModel, 'look' | 'watcherOf'>;
  readonly clock: Clock;
  readonly helm: () => Promise<(target: KubernetesTarget) => HelmPort>;
}

/** What of the ports does not depend on how the image is made. */
export type ClusterPorts = Omit<DeployPorts, 'makeImage'>;

/** An environment that is deployed to, by whom, and what is checked out. */
export interface DeployPlace extends GitHead {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly project: Project;
  readonly environment: string;
  readonly namespace: string;
  readonly cluster: ClusterEntry;
}

/** `undefined` where the folder has been closed. */
export async function placeOf({
  folder: uri,
  environment,
  namespace,
  cluster,
}: EnvironmentTarget): Promise<DeployPlace | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
  if (!folder) return undefined;
  const [project, head] = await Promise.all([projectOf(folder), gitHead(folder.uri)]);
  return { folder: uri, environment, namespace, cluster, project, ...head };
}

/** Runs something with what deployments need of a cluster, which is watched for as long as that takes. */
export async function withCluster<T>(
  { connector, kubernetes, model, clock, helm }: DeployAccessDeps,
  place: DeployPlace,
  signal: AbortSignal,
  use: (ports: ClusterPorts) => Promise<T>,
): Promise<T> {
  const { cluster } = place;
  const looking = model.look();
  try {
    const target = await connector.target(cluster, signal);
    const port = await kubernetes();
    const wholeCluster = port.connect(target);
    const managed = cluster.managed ? cluster : undefined;
    const own = await asEnvironmentAccount(target, wholeCluster, { place, managed }, clock, signal);
    return await use({
      cluster: port.connect(own),
      helm: (await helm())(own),
      watcher: await model.watcherOf(cluster),
      ...{ wholeCluster, randomBytes, clock, holder: randomUUID() },
    });
  } finally {
    looking.dispose();
  }
}

/** Of what was deployed before. */
export function noImage(): Promise<DeployedImage> {
  return Promise.reject(new Error('What was deployed before needs no image.'));
}
