/**
 * The one prefix of everything we create: stacks, and with them the roles that CloudFormation names after the stack.
 * The provision policy is scoped by it, so it never changes.
 */
export const PREFIX = 'eks-clusters';

/** Tags of every stack of ours; a stack without them is foreign and never touched. */
export const OPERATION_TAG = `${PREFIX}:operation`;
export const INSTALLATION_TAG = `${PREFIX}:installation`;

/** Tag of a repository of images, beside that of the installation that created it. */
export const PROJECT_TAG = `${PREFIX}:project`;

/** Operation tag of the stack of the roles. The same at every run, or each run would be an update. */
export const ROLES_OPERATION = 'create-roles';

/** In the cluster: our service account in `kube-system`, and its binding to `cluster-admin`. */
export const SERVICE_ACCOUNT = { name: PREFIX, namespace: 'kube-system' } as const;
export const CLUSTER_ROLE_BINDING = `${PREFIX}-admin`;

/** CloudFormation: 1 to 128 characters. */
const STACK_NAME_LIMIT = 128;

/**
 * The stack of a cluster. Not every cluster name is a stack name: EKS allows `_`, CloudFormation does not.
 * The prefix also covers names that begin with a digit.
 */
export function stackName(clusterName: string): string {
  return `${PREFIX}-${clusterName.replaceAll(/[^a-zA-Z0-9-]/g, '-')}`.slice(0, STACK_NAME_LIMIT);
}

/** STS: 2 to 64 characters of `[\w+=,.@-]`. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function sessionName(user: string, cluster: string): string {
  const name = [PREFIX, user, cluster].filter((part) => part !== '').join('-');
  return name.replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 64);
}
