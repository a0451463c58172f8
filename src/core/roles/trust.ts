import { provisionTrust } from '../policy';
import type { TemplateValue } from '../template/language';
import { canonical, listOf, readDocument, type ForeignStatement } from './documents';

export interface Trusted {
  readonly accountId: string;
  readonly partition: string;
  readonly externalId: string;
}

/**
 * The provision role's trust with our external ID among those it lets in. Whatever else is in it stays, by whomever it
 * was put there: other installations live by it.
 * @param present the trust that the role has now, as IAM gives it; `undefined` when there is no role yet
 */
export function trustWith(trusted: Trusted, present: string | undefined): TemplateValue {
  const ours = readDocument(JSON.stringify(provisionTrust(trusted)));
  if (present === undefined) return ours;
  const document = readDocument(present);
  if (trustsAlready(trusted, present)) return document;
  const kin = document.Statement.find((statement) => externalIdsOf(statement, trusted) !== undefined);
  if (!kin) return { ...document, Statement: [...document.Statement, ...ours.Statement] };
  const ids = [...(externalIdsOf(kin, trusted) ?? []), trusted.externalId];
  const extended = { ...kin, Condition: { StringEquals: { 'sts:ExternalId': ids } } };
  return {
    ...document,
    Statement: document.Statement.map((statement) => (statement === kin ? extended : statement)),
  };
}

/** Whether a statement like ours names the external ID. */
export function trustsAlready(trusted: Trusted, present: string): boolean {
  const { Statement } = readDocument(present);
  return Statement.some((statement) => externalIdsOf(statement, trusted)?.includes(trusted.externalId));
}

/** The external IDs of a statement that asks for what ours does and for nothing more. */
function externalIdsOf(
  { Effect, Principal, Action, Condition }: ForeignStatement,
  trusted: Trusted,
): readonly TemplateValue[] | undefined {
  const [ours] = readDocument(JSON.stringify(provisionTrust(trusted))).Statement;
  const isLikeOurs =
    Effect === 'Allow' &&
    canonical(Principal) === canonical(ours?.Principal) &&
    canonical(listOf(Action)) === canonical(listOf(ours?.Action));
  if (!isLikeOurs) return undefined;
  const ids = idsIn(Condition);
  return canonical(Condition) === canonical({ StringEquals: { 'sts:ExternalId': ids } }) ? ids : undefined;
}

function idsIn(condition: TemplateValue | undefined): readonly TemplateValue[] {
  const { StringEquals } = (condition ?? {}) as ForeignStatement;
  const { 'sts:ExternalId': ids } = (StringEquals ?? {}) as ForeignStatement;
  return listOf(ids);
}
