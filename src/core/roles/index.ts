export type { RolesRequest } from './content';
export { makeRoles, type MadeRoles, type RolesPorts } from './make-roles';
export {
  descriptionProblem,
  planOf,
  readTags,
  roleNameProblem,
  type RolesPlan,
  tagsProblem,
  tagsText,
  usualPlan,
} from './plan';
export { findRolesStack, rolesStackName } from './stack';
export { untilAssumable } from './until-assumable';
