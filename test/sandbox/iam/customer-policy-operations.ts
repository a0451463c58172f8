import type { CustomerPolicy, PolicyVersion } from '../accounts';
import { flag, text } from '../input';
import type { Operation, ServiceRequest, ServiceResponse } from '../service';
import { required, requiredName } from '../validation';
import {
  attachmentCount,
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  getPolicy,
  getPolicyVersion,
  policyArn,
} from './customer-policies';
import { pageOf } from './paging';

const POLICY_NAME = { longest: 128, pattern: /^[\w+=,.@-]+$/ };

/** Operations on the account's own managed policies. AWS's own can only be attached. */
export const CUSTOMER_POLICY_OPERATIONS: Readonly<Record<string, Operation>> = {
  CreatePolicy: (request) => {
    const { caller, input } = request;
    const name = requiredName(input, 'PolicyName', POLICY_NAME);
    const path = text(input, 'Path') ?? '/';
    request.authorize('iam:CreatePolicy', policyArn(caller.account, { name, path }));
    const policy = createPolicy(caller.account, {
      name,
      path,
      description: text(input, 'Description'),
      document: required(input, 'PolicyDocument'),
    });
    return { Policy: describe(request, policy) };
  },
  GetPolicy: (request) => {
    const policy = authorizedPolicy(request);
    return { Policy: { ...describe(request, policy), Description: policy.description } };
  },
  DeletePolicy: (request) => {
    deletePolicy(request.caller.account, authorizedPolicy(request).arn);
    return {};
  },
  CreatePolicyVersion: (request) => {
    const policy = authorizedPolicy(request);
    const version = createPolicyVersion(policy, {
      document: required(request.input, 'PolicyDocument'),
      isDefault: flag(request.input, 'SetAsDefault') ?? false,
    });
    return { PolicyVersion: describeVersion(policy, version) };
  },
  GetPolicyVersion: (request) => {
    const policy = authorizedPolicy(request);
    const version = getPolicyVersion(policy, required(request.input, 'VersionId'));
    const Document = encodeURIComponent(version.document);
    return { PolicyVersion: { ...describeVersion(policy, version), Document } };
  },
  ListPolicyVersions: (request) => {
    const policy = authorizedPolicy(request);
    const newestFirst = [...policy.versions.values()].reverse();
    const versions = newestFirst.map((version) => describeVersion(policy, version));
    return pageOf(versions, 'Versions', request.input);
  },
  DeletePolicyVersion: (request) => {
    deletePolicyVersion(authorizedPolicy(request), required(request.input, 'VersionId'));
    return {};
  },
};

/** The policy that `PolicyArn` names, once the caller is allowed to do to it what the request's action says. */
function authorizedPolicy(request: ServiceRequest): CustomerPolicy {
  const arn = required(request.input, 'PolicyArn');
  request.authorize(`iam:${request.action}`, arn);
  return getPolicy(request.caller.account, arn);
}

function describe({ caller }: ServiceRequest, policy: CustomerPolicy): ServiceResponse {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachmentCount(caller.account, policy.arn),
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: [...policy.versions.values()].at(-1)?.createdAt,
  };
}

function describeVersion(
  { defaultVersionId }: CustomerPolicy,
  { id, createdAt }: PolicyVersion,
): ServiceResponse {
  return { VersionId: id, IsDefaultVersion: id === defaultVersionId, CreateDate: createdAt };
}
