import { AwsError } from '../ports/aws';
import { userError } from '../errors/catalogue';

interface Entry {
  readonly clusterName: string;
  readonly region: string;
  readonly partition: string;
  /** IAM role or user. */
  readonly principalArn: string;
}

/** AWS's own, which is Kubernetes' `cluster-admin`. The account is that of AWS. */
export function clusterAdminPolicy(partition: string): string {
  return `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
}

/** What an administrator of the cluster runs to let the principal in. */
export function letInCommands({ clusterName, region, partition, principalArn }: Entry): string {
  const about = `--region ${region} --cluster-name ${clusterName} --principal-arn ${principalArn}`;
  return [
    `aws eks create-access-entry ${about}`,
    `aws eks associate-access-policy ${about} --policy-arn ${clusterAdminPolicy(partition)} --access-scope type=cluster`,
  ].join('\n');
}

/** What keeps the principal from being let in: a right that is missing, or a cluster that knows only its aws-auth. */
export function notLetIn(error: unknown, entry: Entry): unknown {
  if (!(error instanceof AwsError)) return error;
  if (error.kind === 'denied')
    return userError('access-entry-denied', { ...entry, commands: letInCommands(entry) });
  // The exact words of EKS are unverified; the modes are API, API_AND_CONFIG_MAP and CONFIG_MAP.
  if (/authentication mode/i.test(error.message)) return userError('access-entries-off', entry);
  return error;
}
