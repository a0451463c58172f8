import { parseArn } from '../arn';
import {
  matchesPattern,
  matchesAction,
  isOfAccount,
  mapOf,
  principalsOf,
  parsePolicyDocument,
  stringsOf,
  type ForeignStatement,
} from '../policy/foreign-document';
import { callerRole } from './caller';

/** What the trust policy of a role says of somebody who wants to assume it. */
export type TrustFinding =
  | 'trusted'
  /** No identity of the account is named. */
  | 'otherAccount'
  /** Others of the account are named, and the account as a whole is not. */
  | 'otherIdentity'
  | 'otherExternalId'
  /** The External ID is right, but there are conditions that only AWS can judge. */
  | 'moreConditions'
  /** AWS says that the trust is what refused, and not why. */
  | 'refused'
  | 'unknown';

export interface RoleCaller {
  /** As sts:GetCallerIdentity gives it: a session of a role has an ARN of its own. */
  readonly arn: string;
  readonly accountId: string;
  readonly externalId: string;
}

/** Judges the statements that allow; what denies stays to AWS. @param document as IAM has it: by anybody's hand */
export function evaluateTrust(document: string, applicant: RoleCaller): TrustFinding {
  const statements = statementsIn(document);
  if (statements.length === 0) return 'unknown';
  const allowing = statements.filter(
    ({ Effect, Action }) =>
      Effect === 'Allow' && stringsOf(Action).some((action) => matchesAction(action, ASSUME_ROLE)),
  );
  const inAccount = allowing.filter((statement) => principalsOf(statement).some(isIn(applicant.accountId)));
  if (inAccount.length === 0) return 'otherAccount';
  const forUs = inAccount.filter((statement) => principalsOf(statement).some(names(applicant)));
  if (forUs.length === 0) return 'otherIdentity';
  const open = forUs.filter((statement) => takesExternalId(statement, applicant.externalId));
  if (open.length === 0) return 'otherExternalId';
  return open.some((statement) => conditionKeys(statement).every(({ key }) => isExternalId(key)))
    ? 'trusted'
    : 'moreConditions';
}

const ASSUME_ROLE = 'sts:AssumeRole';

/** None where it is no policy document, for example where it may not be read. */
function statementsIn(document: string): readonly ForeignStatement[] {
  try {
    return parsePolicyDocument(document).Statement;
  } catch {
    return [];
  }
}

function isIn(accountId: string): (principal: string) => boolean {
  return (principal) => principal === '*' || isOfAccount(principal, accountId);
}

/** The account as a whole, or the very user, role or session. */
function names({ arn, accountId }: RoleCaller): (principal: string) => boolean {
  const role = callerRole(arn);
  return (principal) => {
    if (principal === '*' || principal === accountId || principal === arn) return true;
    const named = parseArn(principal);
    if (named?.accountId !== accountId) return false;
    // The path of a role is not in the ARN of its sessions.
    const isRole = named.resource.startsWith('role/') && named.resource.split('/').at(-1) === role;
    return named.resource === 'root' || isRole;
  };
}

function takesExternalId(statement: ForeignStatement, externalId: string): boolean {
  return conditionKeys(statement)
    .filter(({ key }) => isExternalId(key))
    .every(({ values }) => values.some((value) => matchesPattern(value, externalId)));
}

/** Every key of a statement's condition; all of them have to fit at once. */
function conditionKeys({
  Condition,
}: ForeignStatement): readonly { key: string; values: readonly string[] }[] {
  return Object.values(mapOf(Condition))
    .flatMap((keys) => Object.entries(mapOf(keys)))
    .map(([key, values]) => ({ key, values: stringsOf(values) }));
}

/** IAM does not mind the case of keys. */
function isExternalId(key: string): boolean {
  return key.toLowerCase() === 'sts:externalid';
}
