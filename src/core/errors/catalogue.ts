import * as l10n from '@vscode/l10n';
import { ANSWER_ERRORS } from './answers';
import { AUTHENTICATION_ERRORS } from './authentication';
import { CREDENTIAL_ERRORS } from './credentials';
import { ENDPOINT_ERRORS } from './endpoints';
import { errorFactory } from './errors-of';
import { FILE_SYSTEM_ERRORS } from './file-system';
import { IMAGE_REGISTRY_ERRORS } from './image-registry';
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
  ...IMAGE_REGISTRY_ERRORS,
  ...OPERATION_ERRORS,
  ...REGISTRY_ERRORS,
  ...USER_FILE_ERRORS,
  'message-invalid': (p: { what: string }) => ({
    message: l10n.t('The form sent a request that is not allowed: {0}', p.what),
    remedy: l10n.t('Nothing was changed. Close the form and open it again. Your entries are kept.'),
  }),
  'aws-unreachable': (p: { detail: string }) => ({
    message: l10n.t('AWS cannot be reached: {0}', p.detail),
    remedy: l10n.t('Check the network and the proxy, then try again.'),
  }),
  'no-answer-in-time': () => ({
    message: l10n.t('The request timed out.'),
    remedy: l10n.t('Check the network and the proxy, then try again.'),
  }),
  'proxy-unreachable': (p: { proxy: string }) => ({
    message: l10n.t('The proxy {0} cannot be reached.', p.proxy),
    remedy: l10n.t(
      'Check http.proxy in the settings, or HTTPS_PROXY; hosts that need no proxy belong in http.noProxy or NO_PROXY.',
    ),
  }),
  'proxy-authentication': () => ({
    message: l10n.t('The proxy requires a user name and password (HTTP 407).'),
    remedy: l10n.t('Add them to the URL in http.proxy or HTTPS_PROXY: http://user:password@host:port.'),
  }),
  'issuer-unknown': () => ({
    message: l10n.t(
      'The server’s certificate was issued by an authority that this machine does not trust. A proxy that inspects TLS can cause this.',
    ),
    remedy: l10n.t(
      'Set NODE_EXTRA_CA_CERTS or AWS_CA_BUNDLE to your organization’s CA file, then restart VS Code.',
    ),
  }),
  'aws-busy': (p: { detail: string }) => ({
    message: l10n.t('AWS is receiving too many requests: {0}', p.detail),
    remedy: l10n.t('Wait a minute, then try again.'),
  }),
  'aws-failing': (p: { detail: string }) => ({
    message: l10n.t('AWS had an internal error: {0}', p.detail),
    remedy: l10n.t(
      'Nothing is lost. Try again later. See health.aws.amazon.com for the status of the services in the region.',
    ),
  }),
  'stack-changing': (p: { detail: string }) => ({
    message: l10n.t('The CloudFormation stack is being changed by another user or program: {0}', p.detail),
    remedy: l10n.t('Wait until that change has finished (see the CloudFormation console), then try again.'),
  }),
  'aws-refused': (p: { detail: string }) => ({
    message: l10n.t('AWS rejected the request: {0}', p.detail),
    remedy: l10n.t('Correct what the message names, then try again.'),
  }),
  'policy-too-long': (p: { length: number; limit: number }) => ({
    message: l10n.t('The policy has {0} characters, but IAM allows at most {1}.', p.length, p.limit),
    remedy: l10n.t('Choose fewer compute types, or a shorter service role name.'),
  }),
  'roles-denied': (p: { action: string }) => ({
    message: l10n.t('Your AWS credentials are not allowed to create the roles: {0} is denied.', p.action),
    remedy: l10n.t(
      'Ask your cloud team to create them from a file, or choose credentials that are allowed to (EKS: Configure Authentication).',
    ),
  }),
  'role-setting': (p: { setting: string; message: string; remedy: string }) => ({
    message: l10n.t('The setting {0} is not valid. {1}', p.setting, p.message),
    remedy: p.remedy,
  }),
  'roles-not-made': (p: { detail: string; remedy: string }) => ({
    message: l10n.t('CloudFormation could not create the roles: {0}', p.detail),
    remedy: p.remedy,
  }),
  'roles-stack-foreign': (p: { stack: string }) => ({
    message: l10n.t('The CloudFormation stack {0} was not created by this installation.', p.stack),
    remedy: l10n.t('Delete that stack, or ask your cloud team to create the roles from a file.'),
  }),
  'roles-stack-stuck': (p: { stack: string; status: string }) => ({
    message: l10n.t('The CloudFormation stack {0} is stuck in {1}.', p.stack, p.status),
    remedy: l10n.t(
      'In the AWS console, choose Stack actions > Continue update rollback for it, or Delete if that is not available. Then create the roles again.',
    ),
  }),
  'roles-stack-busy': (p: { stack: string }) => ({
    message: l10n.t('The CloudFormation stack {0} has not finished for a long time.', p.stack),
    remedy: l10n.t('Check it in the AWS console. When it has finished, create the roles again.'),
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
    message: l10n.t('This extension does not know the AWS console of the partition {0}.', p.partition),
    remedy: l10n.t('Open it from your organization’s start page.'),
  }),
  'cluster-vanished': (p: { name: string }) => ({
    message: l10n.t('The cluster {0} no longer exists.', p.name),
    remedy: l10n.t('Check its CloudFormation stack in the AWS console.'),
  }),
  'cluster-without-endpoint': (p: { name: string; status: string }) => ({
    message: l10n.t('The cluster {0} has no endpoint. Its status in EKS is {1}.', p.name, p.status),
    remedy: l10n.t('Wait until it is active, then try again.'),
  }),
  'access-entry-denied': (p: { clusterName: string; principalArn: string; commands: string }) => ({
    message: l10n.t(
      'You are not allowed to give {0} access to the cluster {1}.',
      p.principalArn,
      p.clusterName,
    ),
    remedy: l10n.t('Ask a cluster administrator to run: {0}', p.commands),
  }),
  'access-entries-off': (p: { clusterName: string; principalArn: string }) => ({
    message: l10n.t(
      'The cluster {0} does not support access entries: its authentication mode is CONFIG_MAP.',
      p.clusterName,
    ),
    remedy: l10n.t(
      'Ask a cluster administrator to change it to API_AND_CONFIG_MAP, or to add {0} to its ConfigMap kube-system/aws-auth.',
      p.principalArn,
    ),
  }),
  'stack-vanished': (p: { stack: string }) => ({
    message: l10n.t('The CloudFormation stack {0} was deleted while it was being created.', p.stack),
    remedy: l10n.t('Create the cluster again.'),
  }),
  'cluster-unreachable': (p: { detail: string }) => ({
    message: l10n.t('The cluster’s API server did not respond: {0}', p.detail),
    remedy: l10n.t('Check that this machine can reach the cluster’s endpoint, then refresh.'),
  }),
  'kubernetes-refused': (p: { detail: string }) => ({
    message: l10n.t('Kubernetes rejected the request: {0}', p.detail),
    remedy: l10n.t('Try again later.'),
  }),
  'workspace-untrusted': () => ({
    message: l10n.t('This workspace is in Restricted Mode.'),
    remedy: l10n.t(
      'Trust the workspace to create and use clusters. EKS: Generate IAM Policy… works without trust.',
    ),
  }),
  'identity-damaged': (p: { path: string }) => ({
    message: l10n.t('The file {0}, which holds the External ID of this installation, is damaged.', p.path),
    remedy: l10n.t(
      'Restore the file from a backup, or run EKS: Use an External ID from My Cloud Team… and enter the External ID from your role’s trust policy.',
    ),
  }),
  unexpected: (p: { detail: string }) => ({
    message: l10n.t('EKS Clusters ran into an unexpected error: {0}', p.detail),
    remedy: l10n.t('This is a bug. Please report it with the details from the log (EKS: Show Log).'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export type ErrorCode = keyof typeof CATALOGUE;

/** The catalogue's error of that code. */
export const userError = errorFactory(CATALOGUE);
