import type { InstanceProfile } from '../accounts';
import { text } from '../input';
import { dnsSuffix } from '../partitions';
import type { Operation, ServiceRequest, ServiceResponse } from '../service';
import { required } from '../validation';
import {
  addRoleToInstanceProfile,
  createInstanceProfile,
  deleteInstanceProfile,
  getInstanceProfile,
  instanceProfileArn,
  removeRoleFromInstanceProfile,
} from './instance-profiles';
import { roleArn } from './roles';

/** Operations on instance profiles. */
export const INSTANCE_PROFILE_OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateInstanceProfile: (request) => {
    const name = authorizedName(request);
    const path = text(request.input, 'Path') ?? '/';
    return { InstanceProfile: describe(createInstanceProfile(request.caller.account, { name, path })) };
  },
  GetInstanceProfile: (request) => ({
    InstanceProfile: describe(getInstanceProfile(request.caller.account, authorizedName(request))),
  }),
  AddRoleToInstanceProfile: (request) => {
    const { account } = request.caller;
    const name = authorizedName(request);
    const roleName = required(request.input, 'RoleName');
    const arn = account.roles.get(roleName)?.arn ?? roleArn(account, { name: roleName, path: '/' });
    const service = `ec2.${dnsSuffix(account.partition)}`;
    request.authorize('iam:PassRole', arn, { 'iam:PassedToService': service });
    addRoleToInstanceProfile(account, name, roleName);
    return {};
  },
  RemoveRoleFromInstanceProfile: (request) => {
    const name = authorizedName(request);
    removeRoleFromInstanceProfile(request.caller.account, name, required(request.input, 'RoleName'));
    return {};
  },
  DeleteInstanceProfile: (request) => {
    deleteInstanceProfile(request.caller.account, authorizedName(request));
    return {};
  },
};

function authorizedName(request: ServiceRequest): string {
  const { caller, action, input } = request;
  const name = required(input, 'InstanceProfileName');
  const path = caller.account.instanceProfiles.get(name)?.path ?? text(input, 'Path') ?? '/';
  request.authorize(`iam:${action}`, instanceProfileArn(caller.account, { name, path }));
  return name;
}

function describe(profile: InstanceProfile): ServiceResponse {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.createdAt,
    Roles: [...profile.roles].map((role) => ({
      Path: role.path,
      RoleName: role.name,
      RoleId: role.id,
      Arn: role.arn,
      CreateDate: role.createdAt,
      AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
    })),
  };
}
