export type { RolesRequest } from './content';
export { makeRoles, readPlan, type MadeRoles, type RolesPorts } from './make-roles';
export { type RoleLimits, usableLimits } from './limits';
export {
  descriptionProblem,
  readTags,
  roleNameProblem,
  type RolesPlan,
  tagsProblem,
  tagsText,
  usualPlan,
} from './plan';
export { rolesStackName } from './stack';
export { untilAssumable } from './wait-until-assumable';
