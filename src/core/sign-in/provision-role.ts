/** Where the base credentials come from. */
export type BaseCredentials =
  | { readonly kind: 'default' }
  | { readonly kind: 'profile'; readonly profile: string }
  /** Typed once and kept by the host: it is never in here, for journals keep this. */
  | { readonly kind: 'accessKey' }
  | { readonly kind: 'instanceProfile' };

export interface CallerIdentity {
  readonly accountId: string;
  readonly arn: string;
  readonly partition: string;
  readonly source: CredentialSource;
}

/** What answered for the base credentials: an AWS profile made for kubectl has to name the same. */
export type CredentialSource =
  | { readonly kind: 'environment' }
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'accessKey' }
  | { readonly kind: 'instanceProfile' }
  /** What the variables of a container name: ECS, CodeBuild, CloudShell, Greengrass. */
  | { readonly kind: 'container' }
  /** The same variables, set by EKS for a pod. */
  | { readonly kind: 'podIdentity' }
  /** A token in a file that the environment names: IRSA in a pod, OIDC in a pipeline. */
  | {
      readonly kind: 'webIdentity';
      readonly roleArn: string;
      readonly tokenFile: string;
      readonly sessionName?: string;
    }
  | { readonly kind: 'unknown' };

/** The provision role as the user named it. Serialisable: a journal keeps it, never a credential. */
export interface ProvisionRole {
  readonly roleArn: string;
  readonly region: string;
  readonly base: BaseCredentials;
}
