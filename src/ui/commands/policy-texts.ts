import * as l10n from '@vscode/l10n';
import type { ExportField, ExportFormat, ExportKind } from '../../core/iam-export';
import type { Extra } from '../../core/policy';
import type { Compute } from '../../core/cluster-form/cluster-spec';

interface Words {
  readonly label: string;
  readonly detail: string;
}

/** What can be had, and what it is for. */
export const SUBJECTS: { readonly [S in ExportKind]: () => Words } = {
  'provision-policy': () => ({
    label: l10n.t('Provision policy'),
    detail: l10n.t('What the provision role may do: create, watch and delete clusters, and nothing else.'),
  }),
  'provision-trust': () => ({
    label: l10n.t('Provision role trust'),
    detail: l10n.t('Who may assume the provision role: one account, with this installation’s External ID.'),
  }),
  'service-trust': () => ({
    label: l10n.t('Service role trust'),
    detail: l10n.t('Lets EKS assume the service role, which also needs AmazonEKSClusterPolicy.'),
  }),
  'assume-role-policy': () => ({
    label: l10n.t('Policy for your own credentials'),
    detail: l10n.t('Lets whoever has it assume an account’s provision roles, by how their names begin.'),
  }),
  roles: () => ({
    label: l10n.t('Everything: both roles, with policy and trust'),
    detail: l10n.t('A script or a template that your cloud team only has to run.'),
  }),
};

/** How it is written, and who that is for. */
export const FORMATS: { readonly [F in ExportFormat]: () => Words } = {
  json: () => ({ label: l10n.t('JSON'), detail: l10n.t('To paste into the IAM console.') }),
  cli: () => ({
    label: l10n.t('AWS CLI script'),
    detail: l10n.t('Makes it or brings it up to date; runs in AWS CloudShell and wherever the AWS CLI is.'),
  }),
  cloudformation: () => ({
    label: l10n.t('CloudFormation template'),
    detail: l10n.t('Makes it as a stack, which can be updated and deleted as one.'),
  }),
};

/** The kinds of nodes that a role may make. */
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

/** What clusters may use besides. */
export const EXTRAS: { readonly [E in Extra]: () => Words } = {
  kmsKey: () => ({
    label: l10n.t('Secrets under a KMS key of your own'),
    detail: l10n.t('EKS encrypts the secrets of the cluster with it.'),
  }),
  spot: () => ({
    label: l10n.t('Spot Instances'),
    detail: l10n.t('Creates EC2’s role for Spot Instances if the account does not have it yet.'),
  }),
};

interface FieldWords {
  readonly label: string;
  readonly prompt: string;
  /** What it means to leave it empty. */
  readonly open: string;
}

/** What is asked for each value. */
export const FIELDS: { readonly [F in ExportField]: () => FieldWords } = {
  trustedAccount: () => ({
    label: l10n.t('Trusted account'),
    prompt: l10n.t('ID of the account that your own credentials belong to'),
    open: l10n.t('to be filled in'),
  }),
  externalId: () => ({
    label: l10n.t('External ID'),
    prompt: l10n.t('External ID of whoever may assume the role; the one given is this installation’s'),
    open: l10n.t('to be filled in'),
  }),
  account: () => ({
    label: l10n.t('Account of the clusters'),
    prompt: l10n.t('ID of the account that the provision role and its clusters belong to'),
    open: l10n.t('any'),
  }),
  region: () => ({
    label: l10n.t('Region'),
    prompt: l10n.t('The only region where clusters may be created; empty for all'),
    open: l10n.t('any'),
  }),
  provisionRole: () => ({
    label: l10n.t('Provision role'),
    prompt: l10n.t('Name of the role that creates clusters; in a policy also its ARN'),
    open: l10n.t('not in the form yet: to be filled in'),
  }),
  serviceRole: () => ({
    label: l10n.t('Service role'),
    prompt: l10n.t(
      'Name of the role that EKS runs clusters under; in a policy also its ARN, or a pattern with *',
    ),
    open: l10n.t('not chosen in the form yet: to be filled in'),
  }),
  kmsKey: () => ({
    label: l10n.t('KMS key'),
    prompt: l10n.t('ARN of the key for the secrets of clusters; empty for any key of the account'),
    open: l10n.t('any'),
  }),
  rolePrefix: () => ({
    label: l10n.t('Names of provision roles begin with'),
    prompt: l10n.t('Every role of the account whose name begins so may be assumed'),
    open: '',
  }),
};
