import * as l10n from '@vscode/l10n';
import {
  AUTO_SCALING_LINKED_ROLE,
  EKS_LINKED_ROLE,
  NODEGROUP_LINKED_ROLE,
  SPOT_LINKED_ROLE,
  type ServiceLinkedRole,
} from '../policy';
import type { Simulate } from '../ports/permissions';
import type { Draft } from '../spec/draft';
import type { Check, CheckPorts } from './check';
import { green, red, unknown, type Finding } from './finding';
import { firstAnswer } from './simulated-access';

/** Whether the services have their own roles in the account, or may be given them. */
export const serviceLinkedRolesCheck: Check = {
  id: 'serviceLinkedRoles',
  title: () => l10n.t('Service-linked roles'),
  needs: ['compute', 'capacityType'],
  async run(ports, draft, signal) {
    const present = await ports.session.serviceLinkedRoles(signal);
    const absent = rolesFor(draft).filter(({ name }) => !present.includes(name));
    if (absent.length === 0) return green(l10n.t('The services have their own roles in the account.'));
    const refused = await firstAnswer(ports.simulators, (simulate) =>
      refusedBy(simulate, absent, ports, signal),
    );
    if (!refused) return notKnown(absent);
    if (refused.length > 0) return notCreatable(refused);
    return green(l10n.t('Not in the account yet, and made together with the cluster: {0}.', names(absent)));
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

/** Those that the provision role may not have made. */
async function refusedBy(
  simulate: Simulate,
  roles: readonly ServiceLinkedRole[],
  { session: { partition, accountId }, roleArn }: CheckPorts,
  signal: AbortSignal,
): Promise<readonly ServiceLinkedRole[]> {
  const refused = await Promise.all(
    roles.map(async (role) => {
      const simulation = {
        roleArn,
        actions: ['iam:CreateServiceLinkedRole'],
        resources: [`arn:${partition}:iam::${accountId}:role/aws-service-role/${role.service}/${role.name}`],
        context: { 'iam:AWSServiceName': role.service },
      };
      const decisions = await simulate(simulation, signal);
      return decisions.some(({ decision }) => decision !== 'allowed') ? [role] : [];
    }),
  );
  return refused.flat();
}

function notCreatable(refused: readonly ServiceLinkedRole[]): Finding {
  const commands = refused.map(
    ({ service }) => `aws iam create-service-linked-role --aws-service-name ${service}`,
  );
  return red(
    l10n.t('Not in the account yet, and the provision role may not have them made: {0}.', names(refused)),
    l10n.t(
      'Let the role call iam:CreateServiceLinkedRole, or have an administrator make them once: {0}',
      commands.join('; '),
    ),
    'generatePolicy',
  );
}

function notKnown(absent: readonly ServiceLinkedRole[]): Finding {
  return unknown(
    l10n.t(
      'Not in the account yet: {0}. Whether the provision role may have them made could not be checked.',
      names(absent),
    ),
    l10n.t('To have it checked, let the provision role call iam:SimulatePrincipalPolicy on itself.'),
    'generatePolicy',
  );
}

function names(roles: readonly ServiceLinkedRole[]): string {
  return roles.map(({ name }) => name).join(', ');
}
