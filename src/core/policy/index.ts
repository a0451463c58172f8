export type { PolicyDocument, Statement } from './document';
export { effectOfMissing, type Feature } from './features';
export { assumeRolePolicy } from './assume-role-policy';
export { EXTRA_KINDS, extrasFor, type Extra } from './extras';
export { originalPolicy } from './original-policy';
export type { Permission } from './permission';
export { permissionsFor } from './permissions';
export { POLICY_LIMIT, type PolicyRequest, provisionPolicy } from './provision-policy';
export { readOnlySessionPolicy } from './session-policy';
export {
  AUTO_SCALING_LINKED_ROLE,
  EKS_LINKED_ROLE,
  NODEGROUP_LINKED_ROLE,
  SPOT_LINKED_ROLE,
  type ServiceLinkedRole,
} from './service-linked-roles';
export { provisionTrust, serviceRoleTrust } from './trust';
export { isAbsentFromRequest, requestedRegion, type RequestContext } from './request-context';
export { type ClusterPlace, targetsOf } from './targets';
