import { INSTALLATION_TAG, OPERATION_TAG, ROLES_OPERATION } from '../naming';
import { provisionPolicy, type PolicyRequest } from '../policy';
import type { RoleDocuments } from '../ports/aws';
import type { StackContent } from '../ports/stacks';
import { COMPUTE_KINDS } from '../cluster-form/cluster-spec';
import type { RolesPlan } from './plan';
import { mergePolicy } from './policy';
import { rolesTemplate, type RolesParameters } from './template';
import { mergeTrust, type TrustedInstallation } from './trust';

/** What clusters may use besides, and under which key, as the form says. */
type OptionalPermissions = Pick<PolicyRequest, 'extras' | 'kmsKey'>;

export interface RolesRequest extends TrustedInstallation, OptionalPermissions {
  /** Of whom the stack is. */
  readonly installation: string;
  readonly plan: RolesPlan;
}

/** The wanted content of the stack. @param present what the provision role has now, if there is one */
export function rolesContent(
  request: RolesRequest,
  present: RoleDocuments | undefined,
): Omit<StackContent, 'clientRequestToken'> {
  const { accountId, partition, plan } = request;
  const { provisionRoleName: provisionRole, serviceRoleName: serviceRole } = plan;
  const today = provisionPolicy({
    compute: COMPUTE_KINDS,
    extras: request.extras,
    kmsKey: request.kmsKey,
    includeDelete: true,
    provisionRole: `${plan.rolePath.slice(1)}${provisionRole}`,
    serviceRole: `${plan.rolePath.slice(1)}${serviceRole}`,
    accountId,
    partition,
    permissionsBoundary: plan.permissionsBoundary || undefined,
    rolePath: plan.rolePath || undefined,
  });
  const template = rolesTemplate({
    trust: mergeTrust(request, present?.trust),
    policy: mergePolicy(today, present?.policy),
    compute: COMPUTE_KINDS,
  });
  return {
    templateBody: JSON.stringify(template),
    parameters: {
      ProvisionRoleName: provisionRole,
      ProvisionRoleDescription: plan.description,
      ServiceRoleName: serviceRole,
      PermissionsBoundary: plan.permissionsBoundary,
      RolePath: plan.rolePath,
    } satisfies RolesParameters,
    tags: { ...plan.tags, [OPERATION_TAG]: ROLES_OPERATION, [INSTALLATION_TAG]: request.installation },
    capability: 'CAPABILITY_NAMED_IAM',
  };
}
