import type { Account, Role } from '../accounts';
import { number, tagList, text } from '../input';
import type { Operation, ServiceRequest, ServiceResponse } from '../service';
import { required, requiredName } from '../validation';
import { pageOf } from './paging';
import { requestTagContext } from './policy/conditions';
import {
  createRole,
  createServiceLinkedRole,
  deleteRole,
  getRole,
  roleArn,
  updateTrustPolicy,
} from './roles';

const ROLE_NAME = { longest: 64, pattern: /^[\w+=,.@-]+$/ };

/** Operations on roles themselves. */
export const ROLE_OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateRole: (request) => {
    const { caller, input } = request;
    const name = requiredName(input, 'RoleName', ROLE_NAME);
    const path = text(input, 'Path') ?? '/';
    const tags = tagList(input, 'Tags');
    const permissionsBoundary = text(input, 'PermissionsBoundary');
    request.authorize('iam:CreateRole', roleArn(caller.account, { name, path }), {
      ...requestTagContext(tags),
      ...(permissionsBoundary !== undefined && { 'iam:PermissionsBoundary': permissionsBoundary }),
    });
    const role = createRole(caller.account, {
      name,
      path,
      permissionsBoundary,
      trustPolicy: required(input, 'AssumeRolePolicyDocument'),
      description: text(input, 'Description'),
      maxSessionDuration: number(input, 'MaxSessionDuration'),
      tags,
    });
    return { Role: describe(role, { whole: true }) };
  },
  GetRole: (request) => ({ Role: describe(authorizedRole(request), { whole: true }) }),
  DeleteRole: (request) => {
    deleteRole(request.caller.account, authorizedRole(request).name);
    return {};
  },
  UpdateAssumeRolePolicy: (request) => {
    const { name } = authorizedRole(request);
    updateTrustPolicy(request.caller.account, name, required(request.input, 'PolicyDocument'));
    return {};
  },
  ListRoles: (request) => {
    const { caller, input } = request;
    const prefix = text(input, 'PathPrefix') ?? '/';
    request.authorize('iam:ListRoles', roleArn(caller.account, { name: '', path: prefix }));
    return pageOf(rolesUnder(caller.account, prefix), 'Roles', input);
  },
  TagRole: (request) => {
    const added = tagList(request.input, 'Tags');
    const { tags } = authorizedRole(request, requestTagContext(added));
    for (const [key, value] of Object.entries(added)) tags.set(key, value);
    return {};
  },
  UntagRole: (request) => {
    const { tags } = authorizedRole(request);
    const keys = request.input['TagKeys'];
    for (const key of Array.isArray(keys) ? keys : []) tags.delete(String(key));
    return {};
  },
  CreateServiceLinkedRole: (request) => {
    const { caller, input } = request;
    const service = required(input, 'AWSServiceName');
    const arn = roleArn(caller.account, { path: `/aws-service-role/${service}/`, name: '*' });
    request.authorize('iam:CreateServiceLinkedRole', arn, { 'iam:AWSServiceName': service });
    return { Role: describe(createServiceLinkedRole(caller.account, service), { whole: false }) };
  },
};

/** The role that `RoleName` names, once the caller is allowed to do to it what the request's action says. */
export function authorizedRole(
  request: ServiceRequest,
  context?: Readonly<Record<string, string | readonly string[]>>,
): Role {
  const { account } = request.caller;
  const name = requiredName(request.input, 'RoleName', ROLE_NAME);
  const arn = account.roles.get(name)?.arn ?? roleArn(account, { name, path: '/' });
  request.authorize(`iam:${request.action}`, arn, context);
  return getRole(account, name);
}

function rolesUnder(account: Account, pathPrefix: string): readonly ServiceResponse[] {
  return [...account.roles.values()]
    .filter(({ path }) => path.startsWith(pathPrefix))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((role) => describe(role, { whole: false }));
}

/** IAM leaves tags and boundaries out of lists, and writes policy documents URL-encoded. */
function describe(role: Role, { whole }: { whole: boolean }): ServiceResponse {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    PermissionsBoundary: whole && role.permissionsBoundary ? boundary(role.permissionsBoundary) : undefined,
    Tags: whole ? [...role.tags].map(([Key, Value]) => ({ Key, Value })) : undefined,
  };
}

function boundary(policyArn: string): ServiceResponse {
  return { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: policyArn };
}
