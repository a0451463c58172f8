import * as l10n from '@vscode/l10n';
import type { Field } from '../../cluster-form/draft';
import type { FailureRow, FailureMatch } from './failure-row';

/** Names that are taken. What to do about one depends on what has it. */
export const ALREADY_EXISTS: readonly FailureRow[] = [
  {
    id: 'stack-exists',
    patterns: [/Stack \[(?<stack>[\w-]{1,128})\] already exists/],
    cause: ({ values: { stack = '' } }) =>
      l10n.t('A CloudFormation stack {0} already exists, perhaps from an earlier attempt.', stack),
    remedy: () => l10n.t('Delete that stack in the CloudFormation console, or choose another cluster name.'),
    field: 'name',
  },
  {
    id: 'cluster-exists',
    patterns: [
      /[Cc]luster already exists with name|'AWS::EKS::Cluster' with identifier .{1,200} already exists/,
    ],
    cause: () => l10n.t('Another cluster already has this name.'),
    remedy: () => l10n.t('Choose another cluster name, or add the existing cluster.'),
    field: 'name',
  },
  {
    id: 'role-exists',
    patterns: [/Role with name (?<role>[\w+=,.@-]{1,64}) already exists/],
    cause: ({ values: { role = '' } }) => l10n.t('A different role {0} already exists.', role),
    remedy: () => l10n.t('Choose another name, or delete that role.'),
    field: 'name',
  },
  {
    // EKS itself makes one for the creator where the template does not forbid it, as ours does.
    id: 'access-entry-exists',
    patterns: [
      /Resource of type 'AWS::EKS::AccessEntry' with identifier '(?<principal>arn:[^'|]{1,200})/,
      /AWS::EKS::AccessEntry'.{0,300}already exists/,
      /access ?entry.{0,80}(?:already in use|already exists)/i,
    ],
    cause: ({ values: { principal } }) =>
      principal === undefined
        ? l10n.t('This role or user already has access to the cluster.')
        : l10n.t('{0} already has access to the cluster.', principal),
    remedy: () => l10n.t('Remove it from the administrators, or delete its access entry, then try again.'),
    field: 'administrators',
  },
  {
    // CloudFormation's own words, before it asks the service or after, and those of the services.
    id: 'resource-exists',
    patterns: [
      /Resource of type '(?<type>[\w:]{1,100})' with identifier '(?<name>[^']{1,200})' already exists/,
      /(?<name>[\w.-]{1,128}) already exists in stack/,
      /(?<kind>NodeGroup|add-?on|Association|Instance Profile|log group|launch template|Auto ?Scaling ?Group|security group)(?: with name)? '?(?<name>[\w.-]{1,128})'? already exists/i,
      /(?<kind>NodeGroup|add-?on|Association|launch template|Auto ?Scaling ?Group|log group)(?: name| by this name)? already (?:exists|in use)/i,
      /\balready exists\b|AlreadyExists|is already in use|InvalidGroup\.Duplicate/,
    ],
    cause: ({ values: { type = '', name = '', kind = '' } }) => {
      const what = `${type || kind} ${name}`.trim();
      return what === ''
        ? l10n.t('A resource with this name already exists.')
        : l10n.t('A resource with this name already exists: {0}.', what);
    },
    remedy: (found) => takenBy(found).remedy(),
    field: (found) => takenBy(found).field,
  },
];

interface Taken {
  readonly remedy: () => string;
  readonly field?: Field;
}

const BY_TYPE: Readonly<Record</* CloudFormation's or a service's word */ string, Taken>> = {
  'AWS::EKS::Addon': {
    remedy: () =>
      l10n.t('Remove the add-on from the form, because the cluster already has it. Then try again.'),
    field: 'addOns',
  },
  'AWS::EKS::PodIdentityAssociation': {
    remedy: () =>
      l10n.t(
        'Delete the Pod Identity association in the EKS console, or remove the add-on from the form. Then try again.',
      ),
    field: 'addOns',
  },
};

const BY_NAME: Taken = {
  remedy: () => l10n.t('Delete it if it is no longer needed, or choose another cluster name.'),
  field: 'name',
};

/** The sentence's own type counts before that of the resource whose event it is. */
function takenBy({ values: { type, kind = '' }, resource }: FailureMatch): Taken {
  return BY_TYPE[type ?? typeCalled(kind) ?? resource?.type ?? ''] ?? BY_NAME;
}

function typeCalled(kind: string): string | undefined {
  if (/^add-?on$/i.test(kind)) return 'AWS::EKS::Addon';
  return kind === 'Association' ? 'AWS::EKS::PodIdentityAssociation' : undefined;
}
