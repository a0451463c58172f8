import { EKS_PRINCIPAL } from '../template/principals';
import {
  matchesAction,
  parsePolicyDocument,
  servicesOf,
  stringsOf,
  type ForeignStatement,
} from './foreign-document';

/** What a role lets EKS do with it. */
export interface EksTrust {
  readonly trustsEks: boolean;
  readonly tagsSessions: boolean;
}

/** Conditions, and what denies, stay to AWS. @param document a trust policy in JSON: by anybody's hand */
export function eksTrust(document: string): EksTrust {
  const statements = statementsOf(document).filter(namesEks);
  return {
    trustsEks: statements.some((statement) => allows(statement, 'sts:AssumeRole')),
    tagsSessions: statements.some((statement) => allows(statement, 'sts:TagSession')),
  };
}

function statementsOf(document: string): readonly ForeignStatement[] {
  try {
    return parsePolicyDocument(document).Statement;
  } catch {
    return [];
  }
}

/** That EKS goes by the same name in isolated partitions, too, is unverified, and so is that `*` lets services in. */
function namesEks(statement: ForeignStatement): boolean {
  return statement['Principal'] === '*' || servicesOf(statement).includes(EKS_PRINCIPAL);
}

function allows(statement: ForeignStatement, action: string): boolean {
  return (
    statement['Effect'] === 'Allow' &&
    stringsOf(statement['Action']).some((pattern) => matchesAction(pattern, action))
  );
}
