import * as l10n from '@vscode/l10n';
import type { Check } from './check';
import { passed, failed } from './finding';

/** Whether the security group is still there, in the VPC of the cluster. */
export const securityGroupCheck: Check = {
  id: 'securityGroup',
  title: () => l10n.t('Security group'),
  needs: ['vpcId', 'securityGroupId'],
  async run({ session }, { vpcId, securityGroupId }, signal) {
    const groups = await session.options.securityGroups(vpcId, signal);
    const group = groups.find(({ id }) => id === securityGroupId);
    if (group) return passed(l10n.t('{0} is in the chosen VPC.', group.name));
    return failed(
      l10n.t('The security group {0} does not exist in {1}.', securityGroupId, vpcId),
      l10n.t('Refresh the security groups and choose another.'),
    );
  },
};
