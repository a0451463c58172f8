import * as l10n from '@vscode/l10n';
import type { ExportField, ExportFormat, ExportKind } from '../../core/iam-export';
import type { Extra } from '../../core/policy';
import type { Compute } from '../../core/cluster-form/cluster-spec';

interface Words {
  readonly label: string;
  readonly detail: string;
}

/** The kinds of documents, each with its purpose. */
export const SUBJECTS: { readonly [S in ExportKind]: () => Words } = {
  'provision-policy': () => ({
    label: l10n.t('Provision policy'),
    detail: l10n.t('Allows the provision role to create, watch and delete clusters, and nothing else.'),
  }),
  'provision-trust': () => ({
    label: l10n.t('Provision role trust'),
    detail: l10n.t('Allows one account to assume the provision role, with this installation’s External ID.'),
  }),
  'service-trust': () => ({
    label: l10n.t('Service role trust'),
    detail: l10n.t('Allows EKS to assume the service role, which also needs AmazonEKSClusterPolicy.'),
  }),
  'assume-role-policy': () => ({
    label: l10n.t('Policy for your own credentials'),
    detail: l10n.t('Allows assuming an account’s provision roles, by name prefix.'),
  }),
  roles: () => ({
    label: l10n.t('Everything: both roles with policies and trust relationships'),
    detail: l10n.t('A script or template that is ready for your cloud team to run.'),
  }),
};

/** The formats, each with its purpose. */
export const FORMATS: { readonly [F in ExportFormat]: () => Words } = {
  json: () => ({ label: l10n.t('JSON'), detail: l10n.t('To paste into the IAM console.') }),
  cli: () => ({
    label: l10n.t('AWS CLI script'),
    detail: l10n.t('Creates or updates it. Runs in AWS CloudShell and wherever the AWS CLI is installed.'),
  }),
  cloudformation: () => ({
    label: l10n.t('CloudFormation template'),
    detail: l10n.t('Creates it as a stack that can be updated and deleted.'),
  }),
};

/** The kinds of nodes that a role can be allowed to create. */
export const COMPUTES: { readonly [C in Compute['kind']]: () => Words } = {
  managed: () => ({
    label: l10n.t('Managed node groups'),
    detail: l10n.t('EKS runs the nodes that you choose.'),
  }),
  auto: () => ({ label: l10n.t('EKS Auto Mode'), detail: l10n.t('EKS chooses and runs the nodes.') }),
  'self-managed': () => ({
    label: l10n.t('Self-managed nodes'),
    detail: l10n.t('An Auto Scaling group of your own.'),
  }),
};

/** Optional features of clusters, and what is done with them. */
export const EXTRAS: { readonly [E in Extra]: () => Words } = {
  kmsKey: () => ({
    label: l10n.t('Secrets encrypted with your own KMS key'),
    detail: l10n.t('EKS encrypts the cluster’s secrets with it.'),
  }),
  spot: () => ({
    label: l10n.t('Spot Instances'),
    detail: l10n.t(
      'Creates the EC2 service-linked role for Spot Instances if the account does not have it yet.',
    ),
  }),
  autoAddOns: () => ({
    label: l10n.t('Metrics Server in Auto Mode'),
    detail: l10n.t('Installs the add-on in a cluster whose nodes come from EKS Auto Mode.'),
  }),
  deploy: () => ({
    label: l10n.t('Deploy applications'),
    detail: l10n.t('Creates a repository in Amazon ECR for each project, and pushes its images there.'),
  }),
  cleanUpImages: () => ({
    label: l10n.t('Clean up images'),
    detail: l10n.t('Deletes images from Amazon ECR that no deployment names any more, if you ask for it.'),
  }),
};

interface FieldWords {
  readonly label: string;
  readonly prompt: string;
  /** Shown if the field is empty. */
  readonly open: string;
}

/** Label and prompt of each field. */
export const FIELDS: { readonly [F in ExportField]: () => FieldWords } = {
  trustedAccount: () => ({
    label: l10n.t('Trusted account'),
    prompt: l10n.t('ID of the account that your own credentials belong to'),
    open: l10n.t('enter a value'),
  }),
  externalId: () => ({
    label: l10n.t('External ID'),
    prompt: l10n.t(
      'External ID that is required to assume the role. The given one belongs to this installation.',
    ),
    open: l10n.t('enter a value'),
  }),
  account: () => ({
    label: l10n.t('Account of the clusters'),
    prompt: l10n.t('ID of the account that the provision role and its clusters belong to'),
    open: l10n.t('any'),
  }),
  region: () => ({
    label: l10n.t('Region'),
    prompt: l10n.t('The only region where clusters can be created. Empty for all.'),
    open: l10n.t('any'),
  }),
  provisionRole: () => ({
    label: l10n.t('Provision role'),
    prompt: l10n.t('Name of the role that creates clusters. In a policy, also its ARN.'),
    open: l10n.t('not in the form yet: enter a value'),
  }),
  serviceRole: () => ({
    label: l10n.t('Service role'),
    prompt: l10n.t(
      'Name of the role that EKS uses to run clusters. In a policy, also its ARN or a pattern with *.',
    ),
    open: l10n.t('not chosen in the form yet: enter a value'),
  }),
  kmsKey: () => ({
    label: l10n.t('KMS key'),
    prompt: l10n.t('ARN of the key for the clusters’ secrets. Empty for any key in the account.'),
    open: l10n.t('any'),
  }),
  rolePrefix: () => ({
    label: l10n.t('Names of provision roles begin with'),
    prompt: l10n.t('Every role in the account with this prefix can be assumed'),
    open: '',
  }),
};
