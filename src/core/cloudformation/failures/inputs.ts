import * as l10n from '@vscode/l10n';
import type { FailureRow } from './failure-row';

/** What somebody entered that AWS refuses only now. */
export const INPUTS: readonly FailureRow[] = [
  {
    // No such role or user, or a role without its path, as AWSReservedSSO_…: https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2969
    id: 'principal-invalid',
    patterns: [
      /principal ?Arn.{0,80}(?:invalid|not valid|does not exist|not found|not allowed|Service Linked Role)/i,
      /(?:invalid principal\b(?! in policy)|specified principal .{0,80}(?:invalid|does not exist))/i,
    ],
    cause: ({ text }) =>
      /service[- ]linked role/i.test(text)
        ? l10n.t('A service-linked role cannot be an administrator of the cluster.')
        : l10n.t('One of the administrators does not exist, or its path is missing from its ARN.'),
    remedy: () =>
      l10n.t(
        'Copy the ARN with its path from the IAM console: roles of IAM Identity Center are under role/aws-reserved/sso.amazonaws.com/. Correct the administrators, then try again.',
      ),
    field: 'administrators',
  },
  {
    // A role cannot trust, nor a key policy name, what does not exist.
    id: 'trust-principal-invalid',
    patterns: [
      /Invalid principal in policy(?:: ?"?(?<kind>[^":]{1,20})"? ?: ?"(?<principal>[^"]{1,200})")?/i,
    ],
    cause: ({ values: { principal } }) =>
      principal === undefined
        ? l10n.t('A policy refers to a role, user or account that does not exist.')
        : l10n.t('A policy refers to a role, user or account that does not exist: {0}.', principal),
    remedy: () =>
      l10n.t('A new role or user takes a moment to propagate in IAM: try again. Otherwise check its ARN.'),
  },
  {
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html
    id: 'tag-policy',
    patterns: [
      /tag policy does not allow .{0,80}tag key:? '(?<tag>[^']{1,128})'/i,
      /TagPolic(?:y|ies)(?:Violation|Exception|Error)|[Tt]ag policy/,
    ],
    cause: ({ values: { tag } }) =>
      tag === undefined
        ? l10n.t('A tag policy of your organization does not allow one of the tags.')
        : l10n.t('A tag policy of your organization does not allow this value of the tag {0}.', tag),
    remedy: () =>
      l10n.t('Set the tag to a value that the policy allows (ask your cloud team), then try again.'),
    field: 'tags',
  },
  {
    id: 'tags-invalid',
    patterns: [
      /aws: prefixed tag key|[Tt]ag keys? .{0,60}(?:reserved|invalid|aws:)|InvalidTag|TooManyTags|TagLimitExceeded|[Dd]uplicate tag keys?/,
      /Invalid tag (?:key|value)|(?:more than|maximum of|exceeds?) .{0,40}tags\b/i,
    ],
    cause: () => l10n.t('AWS does not accept one of the tags.'),
    remedy: () => l10n.t('Correct the tags, then try again.'),
    field: 'tags',
  },
];
