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
   * What the registry has under a tag or digest; `undefined` when there is no such image, or no such repository.
   * @throws UserError `ecr-denied`; AwsError
   */
  image(reference: ImageReference, signal: AbortSignal): Promise<RegistryImage | undefined>;
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

export interface RegistryImage {
  /** For example `sha256:…`. */
  readonly digest: string;
  /** As Go and OCI name it (`amd64`, `arm64`); absent for an image index, and where the registry does not say. */
  readonly architecture?: string;
}
