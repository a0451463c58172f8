import type * as vscode from 'vscode';
import { DEFAULT_PORT } from '../../core/build/dockerfile';
import { makeImage } from '../../core/deploy/make-image';
import type { DeployPorts } from '../../core/deploy/request';
import { userError } from '../../core/errors/catalogue';
import type { BuildPort } from '../../core/ports/build';
import type { Clock } from '../../core/ports/clock';
import type { ImageRegistryPort, RegistryLoginPort } from '../../core/ports/image-registry';
import type { KubernetesApi } from '../../core/ports/kubernetes';
import { isAttached, type ClusterEntry, type EksEntry } from '../../core/registry/entry';
import type { DeployPlace } from './deploy-access';
import type { BuiltImage, ImageSource } from './image-source';

export interface BuildDeps {
  readonly build: () => Promise<BuildPort>;
  readonly logins: RegistryLoginPort;
  readonly installation: () => Promise<string>;
  readonly connector: {
    images(cluster: EksEntry): Promise<ImageRegistryPort>;
    connect(cluster: ClusterEntry, signal: AbortSignal): Promise<KubernetesApi>;
  };
  readonly clock: Pick<Clock, 'now'>;
  /** Where the CLI's output is shown. */
  readonly output: () => Pick<vscode.OutputChannel, 'append' | 'show'>;
}

/** @param port that of the settings, which counts before the Dockerfile's */
export function imageMaker(
  deps: BuildDeps,
  place: DeployPlace,
  image: ImageSource,
  port: number | undefined,
): DeployPorts['makeImage'] {
  if (image.kind === 'build') return buildFrom(deps, place, image, port ?? image.port ?? DEFAULT_PORT);
  const made = { reference: image.reference, port: port ?? DEFAULT_PORT };
  return () => Promise.resolve(made);
}

/** Builds and pushes the image, and shows the CLI's output. */
function buildFrom(
  deps: BuildDeps,
  place: DeployPlace,
  { source, recipe }: BuiltImage,
  port: number,
): DeployPorts['makeImage'] {
  return async (enter, earlier, signal) => {
    const { cluster } = place;
    if (isAttached(cluster)) throw userError('cluster-not-of-eks', { name: cluster.name });
    const output = deps.output();
    const [build, registry, api, installation] = await Promise.all([
      deps.build(),
      deps.connector.images(cluster),
      deps.connector.connect(cluster, signal),
      deps.installation(),
    ]);
    return makeImage(
      { ...place, installation, port, source, recipe, earlier },
      {
        ...{ build, registry, logins: deps.logins, cluster: api, clock: deps.clock },
        output: (text) => output.append(text),
      },
      (step) => {
        if (step === 'build') output.show(true);
        enter(step);
      },
      signal,
    );
  };
}
