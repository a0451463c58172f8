import * as l10n from '@vscode/l10n';
import {
  AUTO_SCALING_LINKED_ROLE,
  EKS_LINKED_ROLE,
  NODEGROUP_LINKED_ROLE,
  SPOT_LINKED_ROLE,
  requestedRegion,
  type ServiceLinkedRole,
} from '../policy';
import type { Simulate } from '../ports/permissions';
import type { Draft } from '../cluster-form/draft';
import type { Check, CheckPorts } from './check';
import { passed, failed, unknown, type Finding } from './finding';
import { answerOf, firstAvailable, type Refusal } from './simulated-access';

/** Whether the services have their own roles in the account, or may be given them. */
export const serviceLinkedRolesCheck: Check = {
  id: 'serviceLinkedRoles',
  title: () => l10n.t('Service-linked roles'),
  needs: ['compute', 'capacityType'],
  async run(ports, draft, signal) {
    const present = await ports.session.serviceLinkedRoles(signal);
    const absent = rolesFor(draft).filter(({ name }) => !present.includes(name));
    if (absent.length === 0) return passed(l10n.t('All service-linked roles exist in the account.'));
    const answers = await firstAvailable(ports.simulators, (simulate) =>
      answersFor(simulate, absent, ports, signal),
    );
    if (!answers) return notKnown(absent);
    const refused = answers.filter(({ why }) => why !== undefined);
    if (refused.length > 0) return notCreatable(refused);
    const keys = [...new Set(answers.flatMap((answer) => answer.keys))];
    if (keys.length > 0) return dependsOn(absent, keys);
    return passed(l10n.t('Missing in the account; will be created with the cluster: {0}.', names(absent)));
  },
};

function rolesFor({ compute, capacityType }: Draft): readonly ServiceLinkedRole[] {
  switch (compute) {
    case 'managed': {
      const ofSpot = capacityType === 'SPOT' ? [SPOT_LINKED_ROLE] : [];
      return [EKS_LINKED_ROLE, NODEGROUP_LINKED_ROLE, AUTO_SCALING_LINKED_ROLE, ...ofSpot];
    }
    case 'auto':
      return [EKS_LINKED_ROLE];
    case 'self-managed':
      return [EKS_LINKED_ROLE, AUTO_SCALING_LINKED_ROLE];
  }
}

/** Whether the provision role is allowed to have a role made. */
interface RoleAnswer {
  readonly role: ServiceLinkedRole;
  /** Absent where nothing refuses it. */
  readonly why?: Refusal;
  /** Condition keys on which it depends. */
  readonly keys: readonly string[];
}

async function answersFor(
  simulate: Simulate,
  roles: readonly ServiceLinkedRole[],
  { session: { partition, accountId, region }, roleArn }: CheckPorts,
  signal: AbortSignal,
): Promise<readonly RoleAnswer[]> {
  return Promise.all(
    roles.map(async (role) => {
      const action = 'iam:CreateServiceLinkedRole';
      const context = {
        'aws:RequestedRegion': requestedRegion(action, { partition, region }),
        'iam:AWSServiceName': role.service,
      };
      const resources = [
        `arn:${partition}:iam::${accountId}:role/aws-service-role/${role.service}/${role.name}`,
      ];
      const simulated = await simulate({ roleArn, actions: [action], resources, context }, signal);
      const answers = simulated.map((each) => answerOf(each, context));
      const why = answers.flatMap((answer) =>
        answer.kind === 'decided' && answer.decision !== 'allowed' ? [answer.decision] : [],
      )[0];
      const keys = answers.flatMap((answer) => (answer.kind === 'undecided' ? answer.keys : []));
      return { role, keys, ...(why !== undefined && { why }) };
    }),
  );
}

function notCreatable(refused: readonly RoleAnswer[]): Finding {
  const roles = refused.map(({ role }) => role);
  const commands = roles.map(
    ({ service }) => `aws iam create-service-linked-role --aws-service-name ${service}`,
  );
  const found = l10n.t(
    'Missing in the account, and the provision role is not allowed to create them: {0}.',
    names(roles),
  );
  // Against a Deny no permission helps; somebody whom it does not concern can still make them.
  if (!refused.some(({ why }) => why === 'notAllowed'))
    return failed(
      found,
      l10n.t(
        'A policy denies it, so adding permissions does not help. Ask an administrator to create them once: {0}',
        commands.join('; '),
      ),
    );
  return failed(
    found,
    l10n.t(
      'Allow the role to call iam:CreateServiceLinkedRole, or ask an administrator to create them once: {0}',
      commands.join('; '),
    ),
    'generatePolicy',
  );
}

function dependsOn(absent: readonly ServiceLinkedRole[], keys: readonly string[]): Finding {
  return unknown(
    l10n.t(
      'Missing in the account: {0}. Could not check whether the provision role is allowed to create them.',
      names(absent),
    ),
    l10n.t(
      'It depends on conditions that are only known when the cluster is created: {0}. Ask your cloud team whether your requests meet them.',
      keys.join(', '),
    ),
  );
}

function notKnown(absent: readonly ServiceLinkedRole[]): Finding {
  return unknown(
    l10n.t(
      'Missing in the account: {0}. Could not check whether the provision role is allowed to create them.',
      names(absent),
    ),
    l10n.t('To check it, allow the provision role to call iam:SimulatePrincipalPolicy on itself.'),
    'generatePolicy',
  );
}

function names(roles: readonly ServiceLinkedRole[]): string {
  return roles.map(({ name }) => name).join(', ');
}
