import type { RegistryLogin } from './image-registry';

/** Container CLIs that build Dockerfiles, in the order in which they are tried. */
export const CONTAINER_TOOLS = ['docker', 'podman', 'finch', 'nerdctl', 'buildah'] as const;
export type ContainerTool = (typeof CONTAINER_TOOLS)[number];
/** `pack` builds without a Dockerfile, with Cloud Native Buildpacks. */
export const BUILD_TOOLS = [...CONTAINER_TOOLS, 'pack'] as const;
export type BuildTool = (typeof BUILD_TOOLS)[number];

/** How an image is made. Paths are absolute. */
export type BuildSource =
  | {
      readonly kind: 'dockerfile';
      readonly dockerfile: string;
      readonly context: string;
      /** A stage of the Dockerfile; the last one unless given. */
      readonly target?: string;
      readonly buildArgs?: Readonly<Record<string, string>>;
      /** IDs that the Dockerfile mounts secrets by. They are in no layer of the image. */
      readonly secrets?: readonly string[];
    }
  | {
      readonly kind: 'buildpacks';
      readonly context: string;
      /** The buildpacks find them in their environment. */
      readonly buildArgs?: Readonly<Record<string, string>>;
    };

export interface BuildRequest {
  readonly source: BuildSource;
  /** The values of the secrets, by their ID. */
  readonly secrets: Readonly<Record<string, string>>;
  /** As OCI names it: `amd64`. */
  readonly architecture: string;
  /** Repository and tag. */
  readonly reference: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What the user has chosen for this machine. */
export interface BuildChoice {
  readonly tool: BuildTool | 'auto';
  /** More arguments of each build. */
  readonly arguments: readonly string[];
}

/** Builds and pushes images with a container CLI of the user's. */
export interface BuildPort {
  /**
   * The chosen one, or the first that answers.
   * @throws UserError `no-builder`, `builder-missing`, `builder-asleep`
   */
  find(kind: BuildSource['kind'], signal: AbortSignal): Promise<BuildTool>;
  /** @param output gets all that the CLI says @throws UserError of building */
  build(
    tool: BuildTool,
    request: BuildRequest,
    output: (text: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * @param image pushed with the user's own logins, unless one is given
   * @returns its digest, where the CLI says it
   * @throws UserError `ecr-denied`, `push-failed`
   */
  push(
    tool: BuildTool,
    image: { readonly reference: string; readonly login?: RegistryLogin },
    output: (text: string) => void,
    signal: AbortSignal,
  ): Promise<string | undefined>;
}
