import type { BuildRequest, BuildTool } from '../ports/build';
import type { RegistryLogin } from '../ports/image-registry';

/** A command, and what it has in its environment beside what VS Code has. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What each CLI answers only while its engine runs. */
export const PROBES: { readonly [T in BuildTool]: readonly string[] } = {
  docker: ['version', '--format', '{{.Server.Version}}'],
  podman: ['info', '--format', '{{.Version.Version}}'],
  finch: ['info'],
  nerdctl: ['info'],
  buildah: ['version'],
};

/** All of them know these options of docker's. Values follow `=`, so that none is taken for an option. */
export function buildCommand(request: BuildRequest): CommandLine {
  const { dockerfile, context, architecture, reference, labels, target, buildArgs = {} } = request;
  const pairs = (option: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => `--${option}=${name}=${value}`);
  const args = [
    'build',
    `--platform=linux/${architecture}`,
    `--file=${dockerfile}`,
    `--tag=${reference}`,
    ...pairs('label', labels),
    ...(target === undefined ? [] : [`--target=${target}`]),
    ...pairs('build-arg', buildArgs),
    context,
  ];
  return { args, env: {} };
}

/** @param dockerHost where docker's engine is: with a configuration of ours, it does not know the user's contexts */
export function pushCommand(
  tool: BuildTool,
  reference: string,
  { folder, file }: RegistryLogin,
  dockerHost?: string,
): CommandLine {
  switch (tool) {
    case 'podman':
    case 'buildah':
      return { args: ['push', `--authfile=${file}`, reference], env: {} };
    case 'docker':
    case 'finch':
    case 'nerdctl':
      return {
        args: ['push', reference],
        env: { DOCKER_CONFIG: folder, ...(dockerHost === undefined ? {} : { DOCKER_HOST: dockerHost }) },
      };
  }
}
