import * as l10n from '@vscode/l10n';
import { ANSWER_ERRORS } from './answers';
import { AUTHENTICATION_ERRORS } from './authentication';
import { CREDENTIAL_ERRORS } from './credentials';
import { ENDPOINT_ERRORS } from './endpoints';
import { errorFactory } from './errors-of';
import { FILE_SYSTEM_ERRORS } from './file-system';
import { OPERATION_ERRORS } from './operations';
import { REGISTRY_ERRORS } from './registry';
import { USER_FILE_ERRORS } from './user-files';
import type { ErrorText } from './error-text';

/** Every failure that a user may see, by code: what happened, and what to do next. One row each. */
const CATALOGUE = {
  ...ANSWER_ERRORS,
  ...AUTHENTICATION_ERRORS,
  ...CREDENTIAL_ERRORS,
  ...ENDPOINT_ERRORS,
  ...FILE_SYSTEM_ERRORS,
  ...OPERATION_ERRORS,
  ...REGISTRY_ERRORS,
  ...USER_FILE_ERRORS,
  'message-invalid': (p: { what: string }) => ({
    message: l10n.t('The form asked for something that it may not ask for: {0}', p.what),
    remedy: l10n.t('Nothing was done. Close the form and open it again; what was typed stays.'),
  }),
  'aws-unreachable': (p: { detail: string }) => ({
    message: l10n.t('AWS cannot be reached: {0}', p.detail),
    remedy: l10n.t('Check the network and the proxy, then try again.'),
  }),
  'no-answer-in-time': () => ({
    message: l10n.t('No answer came in time.'),
    remedy: l10n.t('Check the network and the proxy, then try again.'),
  }),
  'proxy-unreachable': (p: { proxy: string }) => ({
    message: l10n.t('The proxy {0} cannot be reached.', p.proxy),
    remedy: l10n.t(
      'Check http.proxy in the settings, or HTTPS_PROXY; hosts that need no proxy belong in http.noProxy or NO_PROXY.',
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
  'aws-failing': (p: { detail: string }) => ({
    message: l10n.t('AWS itself has failed: {0}', p.detail),
    remedy: l10n.t(
      'Nothing is lost: try again later. The health of the services in the region is at health.aws.amazon.com.',
    ),
  }),
  'stack-changing': (p: { detail: string }) => ({
    message: l10n.t('Somebody else is changing the CloudFormation stack: {0}', p.detail),
    remedy: l10n.t('Wait until that has ended in the CloudFormation console, then try again.'),
  }),
  'aws-refused': (p: { detail: string }) => ({
    message: l10n.t('AWS refused the request: {0}', p.detail),
    remedy: l10n.t('Change what the message names, then try again.'),
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
  'role-setting': (p: { setting: string; message: string; remedy: string }) => ({
    message: l10n.t('The setting {0} cannot be used. {1}', p.setting, p.message),
    remedy: p.remedy,
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
  'no-console': (p: { partition: string }) => ({
    message: l10n.t('The console of the partition {0} is not known to this extension.', p.partition),
    remedy: l10n.t('Open it from your organisation’s start page.'),
  }),
  'cluster-vanished': (p: { name: string }) => ({
    message: l10n.t('The cluster {0} is no longer there.', p.name),
    remedy: l10n.t('Look at its CloudFormation stack in the AWS console.'),
  }),
  'cluster-without-endpoint': (p: { name: string; status: string }) => ({
    message: l10n.t('The cluster {0} has no endpoint: EKS says that it is {1}.', p.name, p.status),
    remedy: l10n.t('Wait until it is active, then try again.'),
  }),
  'access-entry-denied': (p: { clusterName: string; principalArn: string; commands: string }) => ({
    message: l10n.t('You may not let {0} into the cluster {1}.', p.principalArn, p.clusterName),
    remedy: l10n.t('Have an administrator of the cluster run: {0}', p.commands),
  }),
  'access-entries-off': (p: { clusterName: string; principalArn: string }) => ({
    message: l10n.t(
      'The cluster {0} takes no access entries: its authentication mode is CONFIG_MAP.',
      p.clusterName,
    ),
    remedy: l10n.t(
      'Have an administrator switch it to API_AND_CONFIG_MAP, or add {0} to its ConfigMap kube-system/aws-auth.',
      p.principalArn,
    ),
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
    remedy: l10n.t('Try again later.'),
  }),
  'workspace-untrusted': () => ({
    message: l10n.t('This workspace is in Restricted Mode.'),
    remedy: l10n.t(
      'Trust the workspace to create and use clusters; EKS: Generate IAM Policy… works without.',
    ),
  }),
  'identity-damaged': (p: { path: string }) => ({
    message: l10n.t('The file {0}, which holds the External ID of this installation, is damaged.', p.path),
    remedy: l10n.t(
      'Restore the file from a backup, or run EKS: Use an External ID from My Cloud Team… and enter the External ID from your role’s trust policy.',
    ),
  }),
  unexpected: (p: { detail: string }) => ({
    message: l10n.t('Something in EKS Clusters went wrong: {0}', p.detail),
    remedy: l10n.t('This is a bug. The log (EKS: Show Log) has the details for a report.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export type ErrorCode = keyof typeof CATALOGUE;

/** The catalogue's error of that code. */
export const userError = errorFactory(CATALOGUE);
