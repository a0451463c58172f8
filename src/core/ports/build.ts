import type { RegistryLogin } from './image-registry';

/** Container CLIs that build images, in the order in which they are tried. */
export const BUILD_TOOLS = ['docker', 'podman', 'finch', 'nerdctl', 'buildah'] as const;
export type BuildTool = (typeof BUILD_TOOLS)[number];

/** What to build. Paths are absolute. */
export interface BuildRequest {
  readonly dockerfile: string;
  readonly context: string;
  /** As OCI names it: `amd64`. */
  readonly architecture: string;
  /** Repository and tag. */
  readonly reference: string;
  readonly labels: Readonly<Record<string, string>>;
  /** A stage of the Dockerfile; the last one unless given. */
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** Builds and pushes images with a container CLI of the user's. */
export interface BuildPort {
  /** The first one that answers. @throws UserError `no-builder`, `builder-asleep` */
  find(signal: AbortSignal): Promise<BuildTool>;
  /** @param output gets all that the CLI says @throws UserError `build-failed` */
  build(
    tool: BuildTool,
    request: BuildRequest,
    output: (text: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** @throws UserError `ecr-denied`, `push-failed` */
  push(
    tool: BuildTool,
    image: { readonly reference: string; readonly login: RegistryLogin },
    output: (text: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
}
