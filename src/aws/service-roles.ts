import { IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import { readDocument, servicesOf, type ForeignStatement } from '../core/policy/foreign-document';
import type { ServiceRole } from '../core/ports/aws';
import { call } from './call';
import type { ClientSettings } from './client-settings';
import { byName, collect } from './pages';

/** IAM gives 100 roles a page unless asked for more, and the pages only come one after the other. */
const LARGEST_PAGE = 1000;

/** All roles of the account, by name, and which of them EKS may assume. */
export async function serviceRoles(
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<readonly ServiceRole[]> {
  const client = new IAMClient(settings);
  const roles = await call(signal, (send) =>
    collect(paginateListRoles({ client, pageSize: LARGEST_PAGE }, {}, send), (page) => page.Roles),
  );
  return roles
    .map(({ Arn: arn = '', RoleName: name = '', AssumeRolePolicyDocument: document = '' }) => ({
      arn,
      name,
      trustsEks: trustsEks(document),
    }))
    .sort((a, b) => byName(a.name, b.name));
}

/** @param document the trust policy as IAM hands it out: URL-encoded JSON */
export function trustsEks(document: string): boolean {
  try {
    return readDocument(decodeURIComponent(document)).Statement.some(allowsEks);
  } catch {
    return false;
  }
}

function allowsEks(statement: ForeignStatement): boolean {
  // `eks.` and the partition's suffix; `eks-nodegroup.` and `pods.eks.` are other services.
  return (
    statement['Effect'] === 'Allow' && servicesOf(statement).some((service) => service.startsWith('eks.'))
  );
}
