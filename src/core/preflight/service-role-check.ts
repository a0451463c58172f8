import * as l10n from '@vscode/l10n';
import { parseRoleArn } from '../arn';
import { fitsAction, readDocument, servicesOf, textsOf } from '../policy/foreign-document';
import type { Compute } from '../spec/cluster-spec';
import { serviceRolePolicies } from '../template/managed-policies';
import { EKS_PRINCIPAL, SERVICE_ROLE_ACTIONS } from '../template/principals';
import type { Check } from './check';
import { green, red } from './finding';

/** Whether EKS may assume the service role and finds the policies there that it insists on. */
export const serviceRoleCheck: Check = {
  id: 'serviceRole',
  title: () => l10n.t('Service role'),
  needs: ['serviceRoleArn', 'compute'],
  async run({ session }, { serviceRoleArn, compute }, signal) {
    const name = parseRoleArn(serviceRoleArn)?.name ?? '';
    const role = await session.role(name, signal);
    if (!role)
      return red(
        l10n.t('There is no role {0} in account {1}.', name, session.accountId),
        l10n.t('Choose another service role, or have one made: Create Roles for Me…'),
      );
    const untrusted = actionsOf(compute).filter((action) => !trusts(role.trust, action));
    if (untrusted.length > 0)
      return red(
        l10n.t(
          'The trust relationship of {0} does not let {1} call {2}.',
          name,
          EKS_PRINCIPAL,
          untrusted.join(', '),
        ),
        l10n.t('Add it to the role’s trust relationship, or choose another service role.'),
      );
    const missing = serviceRolePolicies([compute]).filter(
      (policy) => !role.attachedPolicies.some((arn) => arn.endsWith(`:iam::aws:policy/${policy}`)),
    );
    if (missing.length > 0)
      return red(
        l10n.t('{0} lacks policies that EKS insists on: {1}.', name, missing.join(', ')),
        l10n.t('Attach them to the service role (not to the provision role), or choose another one.'),
      );
    return green(l10n.t('{0} trusts EKS and has the policies that EKS insists on.', name));
  },
};

/** EKS tags its sessions in Auto Mode only. */
function actionsOf(compute: Compute['kind']): readonly string[] {
  return SERVICE_ROLE_ACTIONS.filter((action) => compute === 'auto' || action === 'sts:AssumeRole');
}

/** Conditions, and what denies, stay to AWS. @param document as IAM has it: by anybody's hand */
function trusts(document: string, action: string): boolean {
  return readDocument(document).Statement.some(
    (statement) =>
      statement['Effect'] === 'Allow' &&
      textsOf(statement['Action']).some((pattern) => fitsAction(pattern, action)) &&
      (statement['Principal'] === '*' || servicesOf(statement).includes(EKS_PRINCIPAL)),
  );
}
