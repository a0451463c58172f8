import {
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRoles,
  type Role,
} from '@aws-sdk/client-iam';
import { eksTrust } from '../core/policy/eks-trust';
import { AwsError, type ServiceRole } from '../core/ports/aws';
import { mapWithConcurrency } from '../core/map-with-concurrency';
import { callAws } from './request';
import { forService, type ClientSettings } from './client-settings';
import { byName, collect } from './pages';

/** IAM gives 100 roles a page unless asked for more, and the pages only come one after the other. */
const LARGEST_PAGE = 1000;

/** IAM's rate limits are an account's own and unpublished. */
const ROLES_AT_ONCE = 5;

/** AWS makes these for its services: they can be passed to none. */
const SERVICE_LINKED = '/aws-service-role/';

/** The roles of the account by name, and of those that EKS may assume also their policies. */
export async function serviceRoles(
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<readonly ServiceRole[]> {
  const client = new IAMClient(forService(settings, 'IAM'));
  const found = await callAws(signal, (options) =>
    collect(paginateListRoles({ client, pageSize: LARGEST_PAGE }, {}, options), (page) => page.Roles),
  );
  const roles = found.filter(({ Path = '' }) => !Path.startsWith(SERVICE_LINKED)).map(describeRole);
  const described = await mapWithConcurrency(roles, ROLES_AT_ONCE, async (role) =>
    role.trustsEks ? { ...role, attachedPolicies: await policiesOf(client, role.name, signal) } : role,
  );
  return described.toSorted((a, b) => byName(a.name, b.name));
}

/** IAM hands the trust out as URL-encoded JSON. */
function describeRole({ Arn: arn = '', RoleName: name = '', AssumeRolePolicyDocument: trust = '' }: Role) {
  return { arn, name, ...eksTrust(decoded(trust)) };
}

function decoded(document: string): string {
  try {
    return decodeURIComponent(document);
  } catch {
    return '';
  }
}

/**
 * `undefined` where they cannot be read: a policy often names the roles that it is about, so that one refusal says
 * nothing of the next role, and the list is worth showing without.
 */
async function policiesOf(
  client: IAMClient,
  RoleName: string,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  try {
    const attached = await callAws(signal, (options) =>
      collect(
        paginateListAttachedRolePolicies({ client }, { RoleName }, options),
        (page) => page.AttachedPolicies,
      ),
    );
    return attached.flatMap(({ PolicyArn }) => PolicyArn ?? []);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
