export type { RolesRequest } from './content';
export { createRoles, readRolesPlan, type CreatedRoles } from './create-roles';
export { validateLimits } from './limits';
export {
  descriptionProblem,
  parseTags,
  roleNameProblem,
  type RolesPlan,
  tagsProblem,
  formatTags,
  defaultPlan,
} from './plan';
export { rolesStackName } from './stack';
export { waitUntilAssumable } from './wait-until-assumable';
