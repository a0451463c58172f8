import { provisionTrust } from '../policy';
import {
  canonical,
  isOfAccount,
  listOf,
  mapOf,
  principalsOf,
  parsePolicyDocument,
  stringsOf,
  type ForeignStatement,
} from '../policy/foreign-document';
import type { TemplateValue } from '../template/language';

export interface TrustedInstallation {
  readonly accountId: string;
  readonly partition: string;
  readonly externalId: string;
}

/**
 * The provision role's trust with our external ID among those it lets in. Whatever else is in it stays, by whomever it
 * was put there: other installations live by it.
 * @param present the trust that the role has now, as IAM gives it; `undefined` when there is no role yet
 */
export function mergeTrust(trusted: TrustedInstallation, present: string | undefined): TemplateValue {
  const ours = parsePolicyDocument(JSON.stringify(provisionTrust(trusted)));
  if (present === undefined) return ours;
  const document = parsePolicyDocument(present);
  if (isTrusted(trusted, present)) return document;
  const kin = document.Statement.find((statement) => isSimilarToOurs(statement, trusted));
  if (!kin) return { ...document, Statement: [...document.Statement, ...ours.Statement] };
  const extended = { ...kin, Condition: conditionOf([...externalIdsOf(kin), trusted.externalId]) };
  return {
    ...document,
    Statement: document.Statement.map((statement) => (statement === kin ? extended : statement)),
  };
}

/** Whether the trust lets us in, be it under more conditions than ours: somebody's reasons for them are not ours to undo. */
export function isTrusted(trusted: TrustedInstallation, present: string): boolean {
  return parsePolicyDocument(present).Statement.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      stringsOf(statement.Action).some(allowsAssumeRole) &&
      principalsOf(statement).some((principal) => isOfAccount(principal, trusted.accountId)) &&
      externalIdsOf(statement).includes(trusted.externalId),
  );
}

/** Sessions can also be tagged, which grants no access. IAM does not mind the case of actions. */
function allowsAssumeRole(action: string): boolean {
  return ['sts:assumerole', 'sts:*', '*'].includes(action.toLowerCase());
}

/** Says what our statement does and nothing more, if for other external IDs. */
function isSimilarToOurs(statement: ForeignStatement, trusted: TrustedInstallation): boolean {
  const ours = ourStatement(trusted);
  const ids = externalIdsOf(statement);
  return (
    statement.Effect === 'Allow' &&
    canonical(principalsOf(statement)) === canonical(principalsOf(ours)) &&
    canonical(listOf(statement.Action)) === canonical(listOf(ours.Action)) &&
    ids.length > 0 &&
    canonical(statement.Condition) === canonical(conditionOf(ids))
  );
}

function ourStatement(trusted: TrustedInstallation): ForeignStatement {
  return parsePolicyDocument(JSON.stringify(provisionTrust(trusted))).Statement[0] ?? {};
}

function externalIdsOf({ Condition }: ForeignStatement): readonly TemplateValue[] {
  return listOf(mapOf(mapOf(Condition).StringEquals)['sts:ExternalId']);
}

function conditionOf(ids: readonly TemplateValue[]): TemplateValue {
  return { StringEquals: { 'sts:ExternalId': ids } };
}
