import { text } from '../input';
import type { Operation } from '../service';
import { required } from '../validation';
import { managedPolicy } from './managed-policies';
import { pageOf } from './paging';
import {
  attachRolePolicy,
  deleteRolePolicy,
  detachRolePolicy,
  getRolePolicy,
  putRolePolicy,
} from './role-policies';
import { authorizedRole } from './role-operations';

/** Operations on the policies of roles. */
export const POLICY_OPERATIONS: Readonly<Record<string, Operation>> = {
  AttachRolePolicy: (request) => {
    const policyArn = required(request.input, 'PolicyArn');
    const role = authorizedRole(request, { 'iam:PolicyARN': policyArn });
    attachRolePolicy(request.caller.account, role.name, policyArn);
    return {};
  },
  DetachRolePolicy: (request) => {
    const policyArn = required(request.input, 'PolicyArn');
    const role = authorizedRole(request, { 'iam:PolicyARN': policyArn });
    detachRolePolicy(request.caller.account, role.name, policyArn);
    return {};
  },
  ListAttachedRolePolicies: (request) => {
    const { attachedPolicyArns } = authorizedRole(request);
    const prefix = text(request.input, 'PathPrefix') ?? '/';
    const policies = [...attachedPolicyArns]
      .filter((arn) => arn.slice(arn.indexOf('/')).startsWith(prefix))
      .map((arn) => ({ PolicyName: managedPolicy(request.caller.account, arn)?.name, PolicyArn: arn }));
    return pageOf(policies, 'AttachedPolicies', request.input);
  },
  PutRolePolicy: (request) => {
    const { name } = authorizedRole(request);
    const policy = {
      name: required(request.input, 'PolicyName'),
      document: required(request.input, 'PolicyDocument'),
    };
    putRolePolicy(request.caller.account, name, policy);
    return {};
  },
  GetRolePolicy: (request) => {
    const { name } = authorizedRole(request);
    const policyName = required(request.input, 'PolicyName');
    const document = getRolePolicy(request.caller.account, name, policyName);
    return { RoleName: name, PolicyName: policyName, PolicyDocument: encodeURIComponent(document) };
  },
  DeleteRolePolicy: (request) => {
    const { name } = authorizedRole(request);
    deleteRolePolicy(request.caller.account, name, required(request.input, 'PolicyName'));
    return {};
  },
  ListRolePolicies: (request) =>
    pageOf([...authorizedRole(request).inlinePolicies.keys()].sort(), 'PolicyNames', request.input),
};
