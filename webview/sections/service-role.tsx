import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import type { ServiceRole } from '../../src/core/ports/aws';
import type { Compute } from '../../src/core/cluster-form/cluster-spec';
import { mayFit, serviceRoleFit } from '../../src/core/cluster-form/service-role-fit';
import { EKS_PRINCIPAL } from '../../src/core/template/principals';
import { ListField } from '../fields/list-field';
import type { Choice, ChoiceGroup } from '../fields/select';
import type { FormModel } from '../form-model';
import { loaded } from '../state/state';

/** *Service role*: the roles that EKS can run the cluster with, and why it cannot use the others. */
export function ServiceRoleField({ form }: { readonly form: FormModel }) {
  const list = form.state.requests.listServiceRoles;
  const { compute } = form.state.draft;
  const groups = useMemo(() => serviceRoleGroups(loaded(list) ?? [], compute), [list, compute]);
  return (
    <ListField
      {...form.field('serviceRoleArn')}
      label={l10n.t('Service role')}
      hint={l10n.t(
        'The role that EKS itself uses, with the policy AmazonEKSClusterPolicy. It is not the role that you authenticated with.',
      )}
      request="listServiceRoles"
      list={list}
      groups={groups}
      placeholder={l10n.t('Select a service role')}
      waiting={l10n.t('Authenticate to select a service role')}
      loading={l10n.t('Loading IAM roles…')}
      failed={l10n.t('Could not load IAM roles. Enter the ARN of the service role.')}
      none={l10n.t('This account has no IAM role for EKS. Have one created, then retry.')}
    />
  );
}

/** Roles that do not fit can be chosen too: their trust or policies may be about to change. */
function serviceRoleGroups(roles: readonly ServiceRole[], compute: Compute['kind']): readonly ChoiceGroup[] {
  const choices = (isFitting: boolean) =>
    roles
      .filter((role) => mayFit(role, compute) === isFitting)
      .map((role) => serviceRoleChoice(role, compute));
  return [
    { heading: l10n.t('Fit this cluster'), choices: choices(true) },
    { heading: l10n.t('Do not fit this cluster'), choices: choices(false) },
  ].filter((group) => group.choices.length > 0);
}

function serviceRoleChoice(role: ServiceRole, compute: Compute['kind']): Choice {
  const { arn, name } = role;
  const fit = serviceRoleFit(role, compute);
  switch (fit.kind) {
    case 'fits':
      return { value: arn, label: name };
    case 'policiesUnknown':
      return { value: arn, label: l10n.t('{0} (its policies cannot be read)', name) };
    case 'policiesMissing':
      return { value: arn, label: l10n.t('{0} (lacks {1})', name, fit.policies.join(', ')) };
    case 'untrusting':
      return {
        value: arn,
        label: role.trustsEks
          ? l10n.t('{0} (does not let EKS tag its sessions)', name)
          : l10n.t('{0} (does not trust {1})', name, EKS_PRINCIPAL),
      };
  }
}
