import { validateDraft } from '../cluster-form/validate';
import type { Check } from './check';
import { instanceOfferingsCheck } from './instance-offerings-check';
import { keyPairCheck } from './key-pair-check';
import { kmsKeyCheck } from './kms-key-check';
import { permissionsCheck } from './permissions-check';
import type { CheckSet } from './preflight';
import { quotasCheck } from './quotas-check';
import { routesCheck } from './routes-check';
import { securityGroupCheck } from './security-group-check';
import { serviceLinkedRolesCheck } from './service-linked-roles-check';
import { serviceRoleCheck } from './service-role-check';
import { sessionCheck } from './session-check';
import { subnetsCheck } from './subnets-check';
import { templateCheck } from './template-check';
import { vpcCheck } from './vpc-check';

/** All of pre-flight, in the order of the form. */
export const CHECKS: readonly Check[] = [
  sessionCheck,
  permissionsCheck,
  serviceRoleCheck,
  serviceLinkedRolesCheck,
  keyPairCheck,
  vpcCheck,
  subnetsCheck,
  routesCheck,
  securityGroupCheck,
  instanceOfferingsCheck,
  quotasCheck,
  kmsKeyCheck,
  templateCheck,
];

/** Facts of the account are for the checks themselves to find out. */
export const CHECK_SET: CheckSet = {
  checks: CHECKS,
  problems: (draft) => validateDraft(draft, { levels: [] }),
};
