import * as l10n from '@vscode/l10n';
import { parseRoleArn } from '../arn';
import { eksTrust } from '../policy/eks-trust';
import { serviceRoleFit } from '../cluster-form/service-role-fit';
import { EKS_PRINCIPAL } from '../template/principals';
import type { Check } from './check';
import { passed, failed } from './finding';

/** Whether EKS may assume the service role and finds the policies there that it insists on. */
export const serviceRoleCheck: Check = {
  id: 'serviceRole',
  title: () => l10n.t('Service role'),
  needs: ['serviceRoleArn', 'compute'],
  async run({ session }, { serviceRoleArn, compute }, signal) {
    const name = parseRoleArn(serviceRoleArn)?.name ?? '';
    const role = await session.role(name, signal);
    if (!role)
      return failed(
        l10n.t('The role {0} does not exist in account {1}.', name, session.accountId),
        l10n.t('Choose another service role, or create one.'),
        'createRoles',
      );
    const { trust, attachedPolicies } = role;
    const fit = serviceRoleFit({ ...eksTrust(trust), attachedPolicies }, compute);
    switch (fit.kind) {
      case 'untrusting':
        return failed(
          l10n.t(
            'The trust relationship of {0} does not allow {1} to call {2}.',
            name,
            EKS_PRINCIPAL,
            fit.actions.join(', '),
          ),
          l10n.t('Add it to the role’s trust relationship, choose another service role, or create one.'),
          'createRoles',
        );
      case 'policiesMissing':
        return failed(
          l10n.t('{0} lacks policies that EKS requires: {1}.', name, fit.policies.join(', ')),
          l10n.t(
            'Attach them to the service role (not to the provision role), choose another one, or create one.',
          ),
          'createRoles',
        );
      case 'policiesUnknown':
        return {
          kind: 'unknown',
          found: l10n.t('Could not read the policies of {0}.', name),
          remedy: l10n.t('Make sure that the role has the policies that EKS requires.'),
          lists: [],
        };
      case 'fits':
        return passed(l10n.t('{0} trusts EKS and has the policies that EKS requires.', name));
    }
  },
};
