export type { Condition, PolicyDocument, Statement } from './document';
export { effectOfLacking, type Feature } from './features';
export type { Extra } from './extras';
export { originalPolicy } from './original-policy';
export type { Permission } from './permission';
export { permissionsFor } from './permissions';
export { type PolicyRequest, provisionPolicy } from './provision-policy';
export { provisionTrust, serviceRoleTrust } from './trust';
export { type ClusterPlace, type Target, targetsOf } from './targets';
