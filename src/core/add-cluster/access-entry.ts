import { AwsError } from '../ports/aws';
import { commandLine, type Shell } from '../shell-quoting';
import { userError } from '../errors/catalogue';

interface AccessEntry {
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

/** What an administrator of the cluster runs to let the principal in, one command after the other. */
export function accessEntryCommands(
  { clusterName, region, partition, principalArn }: AccessEntry,
  shell: Shell,
): readonly string[] {
  const about = [
    ...['--region', region, '--cluster-name', clusterName],
    ...['--principal-arn', principalArn],
  ];
  const policy = ['--policy-arn', clusterAdminPolicy(partition), '--access-scope', 'type=cluster'];
  return [
    commandLine(['aws', 'eks', 'create-access-entry', ...about], shell),
    commandLine(['aws', 'eks', 'associate-access-policy', ...about, ...policy], shell),
  ];
}

/** What keeps the principal from being let in: a right that is missing, or a cluster that knows only its aws-auth. */
export function accessEntryError(error: unknown, entry: AccessEntry, shell: Shell): unknown {
  if (!(error instanceof AwsError)) return error;
  if (error.kind === 'denied')
    return userError('access-entry-denied', {
      ...entry,
      commands: accessEntryCommands(entry, shell).join('; '),
    });
  // The exact words of EKS are unverified; the modes are API, API_AND_CONFIG_MAP and CONFIG_MAP.
  if (/authentication mode/i.test(error.message)) return userError('access-entries-off', entry);
  return error;
}
