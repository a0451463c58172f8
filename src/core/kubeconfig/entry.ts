/** A cluster as the kubeconfig is to name it. */
export interface KubeconfigEntry {
  /** Names cluster and user, as `aws eks update-kubeconfig` does, and tells our entry from others. */
  readonly clusterArn: string;
  /** Names the context, unless another context has that name: then the ARN does. */
  readonly contextName: string;
  readonly endpoint: string;
  /** PEM, base64. */
  readonly certificateAuthority: string;
  readonly user: EntryUser;
}

export type EntryUser = AwsCliUser | { readonly kind: 'service-account'; readonly token: string };

export interface AwsCliUser {
  readonly kind: 'aws-cli';
  /**
   * Absolute in the user's own file: a program started from a desktop has another `PATH` than a terminal. By its name in
   * a folder, which a dev container or another machine shares, where the AWS CLI is somewhere else.
   */
  readonly awsCommand: string;
  readonly region: string;
  readonly clusterName: string;
  readonly profile?: string;
}

/** The value of `user`. */
export function userContent(user: EntryUser): Readonly<Record<string, unknown>> {
  switch (user.kind) {
    case 'aws-cli':
      return { exec: execPlugin(user) };
    case 'service-account':
      return { token: user.token };
  }
}

/**
 * The profile is an argument and not `AWS_PROFILE`, because the AWS CLI lets `AWS_ACCESS_KEY_ID` of the environment win
 * over the variable, but not over `--profile`.
 */
function execPlugin({
  awsCommand,
  region,
  clusterName,
  profile,
}: AwsCliUser): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: awsCommand,
    args: [
      ...(profile === undefined ? [] : ['--profile', profile]),
      '--region',
      region,
      'eks',
      'get-token',
      '--cluster-name',
      clusterName,
      '--output',
      'json',
    ],
    interactiveMode: 'IfAvailable',
  };
}
