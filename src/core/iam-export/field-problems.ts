import * as l10n from '@vscode/l10n';
import { parseRoleArn } from '../arn';
import { externalIdProblem } from '../identity';
import { isRegionName } from '../partitions';
import { roleNameProblem } from '../roles/plan';
import { type ExportField, fieldsOf, type ExportOptions } from './export-options';

/** What is wrong with a value, in a sentence; `undefined` when nothing is. */
export function fieldProblem(field: ExportField, value: string, options: ExportOptions): string | undefined {
  if (value === '') return mayBeEmpty(field, options) ? undefined : l10n.t('Enter a value.');
  switch (field) {
    case 'trustedAccount':
    case 'account':
      return /^\d{12}$/.test(value) ? undefined : l10n.t('An account ID has 12 digits.');
    case 'externalId':
      return externalIdProblem(value);
    case 'region':
      return isRegionName(value) ? undefined : l10n.t('{0} is not an AWS region.', value);
    case 'provisionRole':
      return parseRoleArn(value) && options.kind === 'provision-policy' ? undefined : roleNameProblem(value);
    case 'serviceRole':
      return options.kind === 'provision-policy' ? roleProblem(value) : roleNameProblem(value);
    case 'kmsKey':
      return KEY_PATTERN.test(value) ? undefined : l10n.t('This is not the ARN of a KMS key.');
    case 'rolePrefix':
      if (/^[\w+=,.@-]{1,63}$/.test(value)) return undefined;
      return l10n.t('A role name prefix has 1 to 63 letters, digits and + = , . @ - _.');
  }
}

/** The first field whose value makes generating impossible, with the reason. */
export function firstProblem(
  options: ExportOptions,
): { readonly field: ExportField; readonly problem: string } | undefined {
  for (const field of fieldsOf(options)) {
    const problem = fieldProblem(field, options[field], options);
    if (problem !== undefined) return { field, problem };
  }
  return undefined;
}

/**
 * IAM takes a policy for any account and region, and a document may have placeholders; what a script or template makes has
 * to be somebody's.
 */
function mayBeEmpty(field: ExportField, { kind, format }: ExportOptions): boolean {
  switch (field) {
    case 'account':
      return kind !== 'assume-role-policy' || format === 'json';
    case 'region':
    case 'kmsKey':
      return true;
    case 'trustedAccount':
    case 'externalId':
      return format === 'json';
    case 'provisionRole':
    case 'serviceRole':
      return kind === 'provision-policy' && format === 'json';
    case 'rolePrefix':
      return false;
  }
}

const KEY_PATTERN = /^arn:[a-z*-]+:kms:[a-z0-9*-]+:(?:\d{12}|\*):key\/[\w*-]{1,128}$/;

const ROLE_PATTERN = /^(?:arn:[a-z*-]+:iam::(?:\d{12}|\*):role\/)?((?:[\w+=,.@*-]+\/)*[\w+=,.@*-]+)$/;

/** A pattern of nothing but wildcards would let the role hand over any role there is. */
function roleProblem(value: string): string | undefined {
  const name = ROLE_PATTERN.exec(value)?.[1];
  if (name === undefined) return l10n.t('This is not the name or ARN of a role.');
  return /^[*/]+$/.test(name)
    ? l10n.t('This would allow passing any role. Enter the beginning of the role’s name.')
    : undefined;
}
