/** The private image registry (Amazon ECR) of one account and region. */
export interface ImageRegistryPort {
  /**
   * The repository of a project. It is created where there is none, and only then gets a lifecycle policy.
   * @throws UserError `ecr-denied` with the missing action, `ecr-no-repository`; AwsError
   */
  repository(request: RepositoryRequest, signal: AbortSignal): Promise<ImageRepository>;
  /**
   * What the registry of the account takes from a container CLI, for 12 hours.
   * @throws UserError `ecr-denied`; AwsError
   */
  login(signal: AbortSignal): Promise<RegistryCredentials>;
  /**
   * The digest of what the registry has under a tag or digest, such as `sha256:…`; `undefined` when it has nothing, or no
   * such repository.
   * @throws UserError `ecr-denied`; AwsError
   */
  digest(reference: ImageReference, signal: AbortSignal): Promise<string | undefined>;
  /**
   * Which architectures an image is for, as OCI names them (`amd64`, `arm64`); empty where it does not say.
   * @throws UserError `ecr-denied`; AwsError
   */
  architectures(reference: ImageReference, signal: AbortSignal): Promise<readonly string[]>;
  /**
   * All images of a repository; none where there is no such repository.
   * @throws UserError `ecr-denied`; AwsError
   */
  images(repository: string, signal: AbortSignal): Promise<readonly StoredImage[]>;
  /**
   * Deletes images with all their tags. One that another image refers to stays.
   * @returns the digests of those that were deleted
   * @throws UserError `ecr-denied`; AwsError
   */
  deleteImages(
    repository: string,
    digests: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly string[]>;
}

export interface StoredImage {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly pushedAt: number;
}

export interface RepositoryRequest {
  /** For example `eks-clusters/shop-1a2b3c4d`; `repositoryName` makes it. */
  readonly name: string;
  /** Set when it is created. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface ImageRepository {
  readonly name: string;
  /** As AWS gives it, with host and path: images are pushed to and pulled from here. */
  readonly uri: string;
}

/** How a container CLI signs in. A secret: in no log, argument or setting. */
export interface RegistryCredentials {
  /** Host, and the port where it has one. */
  readonly host: string;
  readonly username: string;
  readonly password: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface ImageReference {
  readonly repository: string;
  readonly by: { readonly tag: string } | { readonly digest: string };
}

/** Where a container CLI finds its login, and no other: the user's own files are left alone. */
export interface RegistryLogin {
  /** For `DOCKER_CONFIG` of docker, finch and nerdctl. The user's contexts and plugins of docker are not in it. */
  readonly folder: string;
  /** `config.json` in the folder, for `REGISTRY_AUTH_FILE` and `--authfile` of podman and buildah. */
  readonly file: string;
}

/** Keeps logins for as long as they are used. */
export interface RegistryLoginPort {
  /**
   * Writes the login for one push or pull, and deletes it when that has ended, however it ended.
   * @throws UserError where the disk refuses it
   */
  withLogin<T>(credentials: RegistryCredentials, use: (login: RegistryLogin) => Promise<T>): Promise<T>;
  /** Deletes what processes left that were killed. */
  sweep(): Promise<void>;
}
