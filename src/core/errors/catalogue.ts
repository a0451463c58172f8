import * as l10n from '@vscode/l10n';
import { UserError } from './user-error';

interface Words {
  readonly message: string;
  readonly remedy: string;
}

/** Every failure that a user may see, by code: what happened, and what to do next. One row each. */
const CATALOGUE = {
  'no-credentials': () => ({
    message: l10n.t('No AWS credentials were found.'),
    remedy: l10n.t(
      'Sign in with `aws configure` or `aws sso login`, or choose a profile in the setting eks.aws.profile; then try again.',
    ),
  }),
  'credentials-rejected': (p: { detail: string }) => ({
    message: l10n.t('AWS does not accept the credentials: {0}', p.detail),
    remedy: l10n.t('Sign in again, or check the profile and the clock of this machine; then try again.'),
  }),
  'role-arn-invalid': () => ({
    message: l10n.t('Role ARN must be a valid Amazon Resource Name.'),
    remedy: l10n.t('Copy it from the role’s page in the IAM console: it ends in :role/ and the role’s name.'),
  }),
  'role-not-assumable': (p: { caller: string; role: string; advice: string }) => ({
    message: l10n.t('Access denied: {0} may not assume {1}, and AWS does not say why.', p.caller, p.role),
    remedy: p.advice,
  }),
  'caller-not-allowed': (p: { caller: string; role: string }) => ({
    message: l10n.t('Access denied: no policy of {0} allows sts:AssumeRole on {1}.', p.caller, p.role),
    remedy: l10n.t(
      'Have your cloud team attach one that does; EKS: Generate IAM Policy… prints it. Check the Role ARN, too.',
    ),
  }),
  'caller-is-root': () => ({
    message: l10n.t('Access denied: the root user of an AWS account can assume no role.'),
    remedy: l10n.t('Sign in as an IAM user or through IAM Identity Center.'),
  }),
  'role-missing': (p: { role: string }) => ({
    message: l10n.t('Access denied: there is no role {0}.', p.role),
    remedy: l10n.t('Copy its ARN from the role’s page in the IAM console, with its path.'),
  }),
  'role-trusts-other-account': (p: { role: string; accountId: string }) => ({
    message: l10n.t('Access denied: the trust relationship of {0} does not name account {1}.', p.role, p.accountId),
    remedy: l10n.t('Have your cloud team add it: EKS: Generate IAM Policy… prints the trust relationship.'),
  }),
  'role-trusts-others': (p: { role: string; caller: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} names others of your account, but not {1}.',
      p.role,
      p.caller,
    ),
    remedy: l10n.t('Have your cloud team add you, or sign in as somebody whom it names.'),
  }),
  'role-asks-other-external-id': (p: { role: string; accountId: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} names account {1}, but another External ID than the one shown here.',
      p.role,
      p.accountId,
    ),
    remedy: l10n.t(
      'Have your cloud team add this External ID to it, or take theirs: EKS: Use an External ID from My Cloud Team….',
    ),
  }),
  'role-asks-more': (p: { role: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} lets you in only under conditions that are not met.',
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team which: it may want you to sign in with MFA, or from the company’s network.',
    ),
  }),
  'role-trust-refuses': (p: { role: string; accountId: string }) => ({
    message: l10n.t('Access denied: the trust relationship of {0} does not let you in.', p.role),
    remedy: l10n.t(
      'Have your cloud team check that it names account {0} and the External ID shown here; EKS: Generate IAM Policy… prints it.',
      p.accountId,
    ),
  }),
  'region-disabled': (p: { region: string; accountId: string }) => ({
    message: l10n.t('The region {0} is not enabled for account {1}.', p.region, p.accountId),
    remedy: l10n.t(
      'Choose another region, or have it enabled under Account > AWS Regions in the AWS console.',
    ),
  }),
  'region-unknown': (p: { region: string }) => ({
    message: l10n.t('AWS has no region called {0}.', p.region),
    remedy: l10n.t('Choose a region such as eu-central-1.'),
  }),
  'not-authenticated': () => ({
    message: l10n.t('The form is not authenticated with AWS.'),
    remedy: l10n.t('Enter the Role ARN and the region, then choose Authenticate with AWS.'),
  }),
  'permission-missing': (p: { detail: string }) => ({
    message: l10n.t('The provision role lacks a permission: {0}', p.detail),
    remedy: l10n.t(
      'Have your cloud team add it to the role’s policy; EKS: Generate IAM Policy… prints the complete policy.',
    ),
  }),
  'denied-explicitly': (p: { detail: string }) => ({
    message: l10n.t('A policy forbids it in so many words: {0}', p.detail),
    remedy: l10n.t('Have your cloud team take the Deny back, or make an exception of you; no other policy can allow it.'),
  }),
  'denied-by-organization': (p: { detail: string }) => ({
    message: l10n.t('Your AWS organization does not allow it: {0}', p.detail),
    remedy: l10n.t(
      'Ask whoever administers the organization, or use another region or account: no policy within the account can allow it.',
    ),
  }),
  'denied-by-boundary': (p: { detail: string }) => ({
    message: l10n.t('A permissions boundary does not allow it: {0}', p.detail),
    remedy: l10n.t('Have your cloud team add the action to the boundary, too: a policy alone does not help.'),
  }),
  'denied-by-session-policy': (p: { detail: string }) => ({
    message: l10n.t('The policy of your session does not allow it: {0}', p.detail),
    remedy: l10n.t('Sign in with credentials that are not limited to less than your role or user may do.'),
  }),
  'denied-by-endpoint': (p: { detail: string }) => ({
    message: l10n.t('The policy of a VPC endpoint does not allow it: {0}', p.detail),
    remedy: l10n.t('Have whoever administers the network add the action to it, or use another network.'),
  }),
  'sts-region-disabled': (p: { region: string; detail: string }) => ({
    message: l10n.t('Nobody of your account can sign in in the region {0}: {1}', p.region, p.detail),
    remedy: l10n.t(
      'Have it activated in the IAM console under Account settings > Security Token Service, or choose another region.',
    ),
  }),
  'aws-unreachable': (p: { detail: string }) => ({
    message: l10n.t('AWS cannot be reached: {0}', p.detail),
    remedy: l10n.t('Check the network and the proxy, then try again.'),
  }),
  'proxy-unreachable': (p: { proxy: string }) => ({
    message: l10n.t('The proxy {0} cannot be reached.', p.proxy),
    remedy: l10n.t(
      'Check http.proxy in the settings, or HTTPS_PROXY; hosts that need no proxy belong into http.noProxy or NO_PROXY.',
    ),
  }),
  'proxy-authentication': () => ({
    message: l10n.t('The proxy asks for a user name and a password (HTTP 407).'),
    remedy: l10n.t('Put them into the URL of http.proxy or HTTPS_PROXY: http://user:password@host:port.'),
  }),
  'issuer-unknown': () => ({
    message: l10n.t(
      'The answer came with a certificate whose issuer this machine does not know, as from a proxy that inspects TLS.',
    ),
    remedy: l10n.t(
      'Name your organisation’s CA file in NODE_EXTRA_CA_CERTS or AWS_CA_BUNDLE, then start VS Code again.',
    ),
  }),
  'aws-busy': (p: { detail: string }) => ({
    message: l10n.t('AWS is receiving too many requests: {0}', p.detail),
    remedy: l10n.t('Wait a minute, then try again.'),
  }),
  'aws-refused': (p: { detail: string }) => ({
    message: l10n.t('AWS refused the request: {0}', p.detail),
    remedy: l10n.t('Change what the message names, then try again.'),
  }),
  'stack-foreign': (p: { stack: string }) => ({
    message: l10n.t('A CloudFormation stack called {0} exists and was not made by this extension.', p.stack),
    remedy: l10n.t('Choose another cluster name, or have that stack deleted.'),
  }),
  'stack-of-another-operation': (p: { stack: string; status: string }) => ({
    message: l10n.t(
      'The CloudFormation stack {0} exists already ({1}): it belongs to another cluster, or an earlier attempt left it.',
      p.stack,
      p.status,
    ),
    remedy: l10n.t('Choose another cluster name, or delete what is left in the AWS console.'),
  }),
  'cluster-name-taken': (p: { name: string; region: string }) => ({
    message: l10n.t('A cluster called {0} already exists in {1}.', p.name, p.region),
    remedy: l10n.t('Choose another cluster name.'),
  }),
  'policy-too-long': (p: { length: number; limit: number }) => ({
    message: l10n.t('The policy has {0} characters; IAM takes {1}.', p.length, p.limit),
    remedy: l10n.t('Choose fewer kinds of compute, or a shorter name of the service role.'),
  }),
  'roles-denied': (p: { action: string }) => ({
    message: l10n.t('Your AWS credentials may not make the roles: {0} is denied.', p.action),
    remedy: l10n.t(
      'Have your cloud team make them from a file, or choose credentials of somebody who may (EKS: Configure Authentication).',
    ),
  }),
  'roles-not-made': (p: { detail: string; remedy: string }) => ({
    message: l10n.t('CloudFormation could not make the roles: {0}', p.detail),
    remedy: p.remedy,
  }),
  'roles-stack-foreign': (p: { stack: string }) => ({
    message: l10n.t('The CloudFormation stack {0} was not made by this installation.', p.stack),
    remedy: l10n.t('Have that stack deleted, or have your cloud team make the roles from a file.'),
  }),
  'roles-stack-stuck': (p: { stack: string; status: string }) => ({
    message: l10n.t('The CloudFormation stack {0} is stuck in {1}.', p.stack, p.status),
    remedy: l10n.t(
      'Open it in the AWS console and choose Stack actions > Continue update rollback, or Delete where that is not offered; then create the roles again.',
    ),
  }),
  'roles-stack-busy': (p: { stack: string }) => ({
    message: l10n.t('The CloudFormation stack {0} has not come to an end for a long time.', p.stack),
    remedy: l10n.t('Look at it in the AWS console; once it has ended, create the roles again.'),
  }),
  'roles-drifted': (p: { stack: string; role: string }) => ({
    message: l10n.t(
      'The role {0} was changed or deleted by hand, so CloudFormation cannot update it.',
      p.role,
    ),
    remedy: l10n.t(
      'Add the External ID to the role’s trust relationship, or delete the stack {0} in the AWS console and create the roles again.',
      p.stack,
    ),
  }),
  'no-clusters': () => ({
    message: l10n.t('No cluster is configured in this window.'),
    remedy: l10n.t('Create one with EKS: Create Cluster….'),
  }),
  'no-console': (p: { partition: string }) => ({
    message: l10n.t('The console of the partition {0} is not known to this extension.', p.partition),
    remedy: l10n.t('Open it from your organisation’s start page.'),
  }),
  'role-not-configured': (p: { name: string }) => ({
    message: l10n.t('The settings name no provision role for cluster {0}.', p.name),
    remedy: l10n.t('Add "roleArn" to its element of eks.clusters.'),
  }),
  'cluster-vanished': (p: { name: string }) => ({
    message: l10n.t('The cluster {0} is no longer there.', p.name),
    remedy: l10n.t('Look at its CloudFormation stack in the AWS console.'),
  }),
  'stack-vanished': (p: { stack: string }) => ({
    message: l10n.t('The CloudFormation stack {0} was deleted while it was being created.', p.stack),
    remedy: l10n.t('Create the cluster again.'),
  }),
  'cluster-unreachable': (p: { detail: string }) => ({
    message: l10n.t('The API of the cluster did not answer: {0}', p.detail),
    remedy: l10n.t('Check that this machine may reach the cluster’s endpoint, then refresh.'),
  }),
  'kubernetes-refused': (p: { detail: string }) => ({
    message: l10n.t('Kubernetes refused the request: {0}', p.detail),
    remedy: l10n.t('Check the access entries of the cluster, then try again.'),
  }),
  'token-not-issued': (p: { secret: string }) => ({
    message: l10n.t('Kubernetes did not issue a token into the Secret {0}.', p.secret),
    remedy: l10n.t('Run EKS: Add to Kubeconfig on the cluster to try again.'),
  }),
  'kubeconfig-not-edited': (p: { path: string; detail: string }) => ({
    message: l10n.t('The kubeconfig {0} was left as it is: {1}', p.path, p.detail),
    remedy: l10n.t('Mend the file, then run EKS: Add to Kubeconfig on the cluster.'),
  }),
  'aws-config-not-edited': (p: { path: string; profile: string }) => ({
    message: l10n.t('The AWS config {0} already has another profile called {1}.', p.path, p.profile),
    remedy: l10n.t('Rename that profile, then run EKS: Add to Kubeconfig on the cluster.'),
  }),
  'file-link-dangling': (p: { path: string }) => ({
    message: l10n.t('{0} is a link to a file that does not exist.', p.path),
    remedy: l10n.t('Remove the link or make the file that it names, then try again.'),
  }),
  'file-locked': (p: { path: string; lock: string }) => ({
    message: l10n.t('{0} is being written by another program.', p.path),
    remedy: l10n.t('Try again; if no other program is at work, remove {0} first.', p.lock),
  }),
  'file-not-text': (p: { path: string }) => ({
    message: l10n.t('{0} is not a text file in UTF-8.', p.path),
    remedy: l10n.t('Save it as UTF-8, then try again.'),
  }),
  'file-unusable': (p: { path: string; detail: string }) => ({
    message: l10n.t('{0} could not be read or written: {1}', p.path, p.detail),
    remedy: l10n.t('Check the permissions of the file and its folder, then try again.'),
  }),
  'file-overwritten': (p: { path: string }) => ({
    message: l10n.t('{0} was changed by another program while it was being written.', p.path),
    remedy: l10n.t('Look at the file, then try again.'),
  }),
  'settings-unsaved': (p: { detail: string }) => ({
    message: l10n.t('The settings could not be written, because they have unsaved changes: {0}', p.detail),
    remedy: l10n.t('Save the settings file, then try again.'),
  }),
  'settings-broken': (p: { detail: string }) => ({
    message: l10n.t('The settings could not be written: {0}', p.detail),
    remedy: l10n.t('Open the settings file and mend it, then try again.'),
  }),
  'workspace-untrusted': () => ({
    message: l10n.t('This workspace is in Restricted Mode.'),
    remedy: l10n.t(
      'Trust the workspace to create and use clusters; EKS: Generate IAM Policy… works without.',
    ),
  }),
  'identity-unreadable': (p: { path: string; detail: string }) => ({
    message: l10n.t('The External ID of this installation could not be read from {0}: {1}', p.path, p.detail),
    remedy: l10n.t('Mend or remove that file; when it is removed, a new External ID is made.'),
  }),
  'aws-cli-missing': () => ({
    message: l10n.t('The AWS CLI was not found on the PATH, and kubectl needs it to sign in.'),
    remedy: l10n.t('Install the AWS CLI, then run EKS: Add to Kubeconfig on the cluster.'),
  }),
  unexpected: (p: { detail: string }) => ({
    message: l10n.t('Something in EKS Clusters went wrong: {0}', p.detail),
    remedy: l10n.t('This is a bug. The log (EKS: Show Log) has the details for a report.'),
  }),
} as const satisfies Record<string, (parameters: never) => Words>;

export type ErrorCode = keyof typeof CATALOGUE;
type Parameters<C extends ErrorCode> = (typeof CATALOGUE)[C] extends () => Words
  ? []
  : [
      Extract<(typeof CATALOGUE)[C], (parameters: never) => Words> extends (parameters: infer P) => Words
        ? P
        : never,
    ];

/** The catalogue's error of that code. `cause` is kept for the log. */
export function userError<C extends ErrorCode>(code: C, ...parameters: Parameters<C>): UserError {
  const row = CATALOGUE[code] as (parameters?: unknown) => Words;
  const { message, remedy } = row(parameters[0]);
  return new UserError(code, message, remedy);
}
