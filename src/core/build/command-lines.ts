import type { BuildRequest, BuildTool, ContainerTool } from '../ports/build';
import type { RegistryLogin } from '../ports/image-registry';

/** A command, and what it has in its environment beside what VS Code has. */
export interface CommandLine {
  readonly tool: BuildTool;
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
  pack: ['version'],
};

/** Images for both architectures of nodes. https://github.com/heroku/cnb-builder-images */
const USUAL_BUILDER = 'heroku/builder:24';

/** A build, with the files that hold its secrets. */
interface Build extends Omit<BuildRequest, 'secrets'> {
  /** By the ID of the secret. */
  readonly secretFiles: Readonly<Record<string, string>>;
  /** Of the user's settings. */
  readonly extra: readonly string[];
}

/**
 * Values follow `=`, so that none is taken for an option. Values of build arguments are on the command line: were they in
 * the environment, a repository could set `LD_PRELOAD` of the CLI.
 */
export function buildCommand(tool: BuildTool, build: Build): CommandLine {
  const { source, architecture, reference, labels, secretFiles, extra } = build;
  const platform = `--platform=linux/${architecture}`;
  switch (source.kind) {
    case 'buildpacks': {
      const builder = extra.some((argument) => /^(?:--builder|-B)(?:=|$)/.test(argument))
        ? []
        : [`--builder=${USUAL_BUILDER}`];
      const variables = pairs('env', source.buildArgs);
      const args = [
        'build',
        reference,
        `--path=${source.context}`,
        platform,
        ...builder,
        ...variables,
        ...extra,
      ];
      return { tool, args, env: {} };
    }
    case 'dockerfile': {
      const { dockerfile, context, target, buildArgs } = source;
      const secrets = Object.entries(secretFiles).map(
        // Without its type, buildah would take a variable that is called like it.
        ([id, file]) => `--secret=${tool === 'nerdctl' ? '' : 'type=file,'}id=${id},src=${file}`,
      );
      const args = [
        ...['build', platform, `--file=${dockerfile}`, `--tag=${reference}`],
        ...pairs('label', labels),
        ...(target === undefined ? [] : [`--target=${target}`]),
        ...pairs('build-arg', buildArgs),
        ...secrets,
        ...extra,
        context,
      ];
      return { tool, args, env: {} };
    }
  }
}

interface Push {
  readonly reference: string;
  /** Absent: the user's own. */
  readonly login?: RegistryLogin | undefined;
  /** Where docker's engine is: with a configuration of ours, it does not know the user's contexts. */
  readonly dockerHost?: string | undefined;
  /** As `process.platform`. */
  readonly platform: string;
}

export function pushCommand(tool: BuildTool, { reference, login, dockerHost, platform }: Push): CommandLine {
  const pusher = pusherOf(tool);
  switch (pusher) {
    case 'podman':
    case 'buildah':
      return {
        tool: pusher,
        args: [
          'push',
          ...(login ? [`--authfile=${login.file}`] : []),
          // Nothing else makes them say the digest. ECR is asked for it, and Windows has no such file.
          ...(login || platform === 'win32' ? [] : ['--digestfile=/dev/stdout']),
          reference,
        ],
        env: {},
      };
    case 'docker':
    case 'finch':
    case 'nerdctl':
      return {
        tool: pusher,
        args: ['push', reference],
        env: {
          ...(login && { DOCKER_CONFIG: login.folder }),
          ...(dockerHost === undefined ? {} : { DOCKER_HOST: dockerHost }),
        },
      };
  }
}

/** Buildpacks leave the image in docker's engine. */
export function pusherOf(tool: BuildTool): ContainerTool {
  return tool === 'pack' ? 'docker' : tool;
}

function pairs(option: string, values: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries(values).map(([name, value]) => `--${option}=${name}=${value}`);
}

/**
 * The digest of what was pushed, in the words of docker (`digest: sha256:… size: …`), of nerdctl and finch
 * (`manifest-sha256:…: done`), or alone, as podman and buildah write it.
 */
export function pushedDigest(said: string): string | undefined {
  const [digest] = [
    /\bdigest: (sha256:[0-9a-f]{64})\b/,
    /^(sha256:[0-9a-f]{64})(?![0-9a-f])/m,
    /\bindex-(sha256:[0-9a-f]{64})\b/,
    /\bmanifest-(sha256:[0-9a-f]{64})\b/,
  ].flatMap((words) => words.exec(said)?.[1] ?? []);
  return digest;
}
