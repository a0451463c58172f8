import { parseRoleArn } from '../arn';
import type { Identity } from '../identity';
import { extrasFor } from '../policy';
import { type RoleLimits, validateLimits } from '../roles/limits';
import { defaultPlan } from '../roles/plan';
import { COMPUTE_KINDS } from '../cluster-form/cluster-spec';
import type { Draft } from '../cluster-form/draft';
import { trim } from '../cluster-form/trim-draft';
import { boundaryProblem, pathProblem } from '../cluster-form/role-rules';
import type { ExportKind, ExportOptions } from './export-options';

/** What is known without asking anybody. */
export interface ExportContext extends Identity {
  /** Of the base credentials, once somebody has asked. */
  readonly baseAccountId: string | undefined;
  /** The content of the form. */
  readonly draft: Draft;
  /** By the user's settings. */
  readonly roleLimits: RoleLimits;
}

/**
 * What most users agree with: what the form says. A policy for roles that the form does not name yet leaves them open;
 * a file that makes the roles gives them names.
 * @throws UserError where a setting says what IAM would refuse
 */
export function defaultOptions(context: ExportContext, kind: ExportKind): ExportOptions {
  const draft = trim(context.draft);
  const role = parseRoleArn(draft.roleArn);
  return {
    kind,
    format: 'json',
    compute: COMPUTE_KINDS,
    extras: extrasFor(draft),
    includeDelete: true,
    ...limitsOf(draft, context.roleLimits),
    trustedAccount: context.baseAccountId ?? '',
    externalId: context.externalId,
    account: role?.accountId ?? '',
    region: draft.region,
    ...(kind === 'provision-policy' ? rolesInPolicy(draft) : rolesToMake(draft, context.installation)),
    kmsKey: draft.kmsKeyArn,
    rolePrefix: 'eks-provision',
  };
}

type Roles = Pick<ExportOptions, 'provisionRole' | 'serviceRole'>;

function rolesInPolicy({ roleArn, serviceRoleArn }: Draft): Roles {
  const known = (arn: string) => (parseRoleArn(arn) ? arn : '');
  return { provisionRole: known(roleArn), serviceRole: known(serviceRoleArn) };
}

function rolesToMake({ roleArn, serviceRoleArn }: Draft, installation: string): Roles {
  const { provisionRoleName, serviceRoleName } = defaultPlan(installation);
  return {
    provisionRole: parseRoleArn(roleArn)?.name ?? provisionRoleName,
    serviceRole: parseRoleArn(serviceRoleArn)?.name ?? serviceRoleName,
  };
}

/** As the form has them, as far as IAM would take them; else as the settings do. */
function limitsOf({ roleArn, permissionsBoundary, rolePath }: Draft, roleLimits: RoleLimits): RoleLimits {
  const role = parseRoleArn(roleArn);
  const settings = validateLimits(roleLimits, role);
  return {
    permissionsBoundary: boundaryProblem(permissionsBoundary, role)
      ? settings.permissionsBoundary
      : permissionsBoundary,
    rolePath: pathProblem(rolePath) ? settings.rolePath : rolePath,
  };
}
