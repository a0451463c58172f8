import * as l10n from '@vscode/l10n';
import { EMPTY_DRAFT, type Draft, type Field } from '../../src/core/cluster-form/draft';
import { h, setText } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { checkboxField } from '../fields/checkbox-field';
import { choicesField } from '../fields/choices-field';
import { linesField } from '../fields/lines-field';
import { selectField } from '../fields/select-field';
import { shownWhile } from '../fields/shown-while';
import { textField } from '../fields/text-field';
import { administratorsFields } from './administrators';

/** What most clusters leave as it is; closed until somebody wants it or something in it is wrong. */
export function advancedSection(dispatch: Dispatch): View {
  const views = [
    ...endpointFields(dispatch),
    logTypesField(dispatch),
    ...securityFields(dispatch),
    shownWhile(({ compute }) => compute !== 'auto', addOnsField(dispatch)),
    supportTypeField(dispatch),
    ...administratorsFields(dispatch),
    ...roleFields(dispatch),
    tagsField(dispatch),
    onFailureField(dispatch),
  ];
  const changed = h('span', { class: 'hint' });
  const summary = h('summary', {}, h('h2', { id: 'advanced-title' }, l10n.t('Advanced')), changed);
  const details = h(
    'details',
    { class: 'advanced', 'aria-labelledby': 'advanced-title' },
    summary,
    ...views.map((view) => view.element),
  );
  return {
    element: h('section', { class: 'section', 'aria-labelledby': 'advanced-title' }, details),
    update(page) {
      for (const view of views) view.update(page);
      const count = changedFields(page.state.draft);
      setText(changed, count === 0 ? '' : l10n.t('Settings changed: {0}', count));
      if (FIELDS.some((field) => ['missing', 'invalid'].includes(page.field(field).kind)))
        details.open = true;
    },
  };
}

const FIELDS = [
  'endpointAccess',
  'publicCidrs',
  'logTypes',
  'kmsKeyArn',
  'serviceIpv4Cidr',
  'deletionProtection',
  'addOns',
  'supportType',
  'ownAccess',
  'administrators',
  'permissionsBoundary',
  'rolePath',
  'tags',
  'onFailure',
] as const satisfies readonly Field[];

function changedFields(draft: Draft): number {
  return FIELDS.filter((field) => String(draft[field]) !== String(EMPTY_DRAFT[field])).length;
}

function endpointFields(dispatch: Dispatch): readonly View[] {
  return [
    selectField(
      {
        field: 'endpointAccess',
        label: l10n.t('API server endpoint access'),
        hint: l10n.t(
          'Where kubectl and nodes can reach the cluster from. A private endpoint can be reached from inside the VPC only, so this computer needs a connection to it.',
        ),
        choices: () => [
          { value: 'public-and-private', label: l10n.t('Public and private') },
          { value: 'public', label: l10n.t('Public') },
          { value: 'private', label: l10n.t('Private') },
        ],
      },
      dispatch,
    ),
    shownWhile(
      ({ endpointAccess }) => endpointAccess !== 'private',
      linesField(
        {
          field: 'publicCidrs',
          label: l10n.t('Public access source allowlist'),
          hint: l10n.t(
            'CIDR blocks that can reach the public endpoint, one per line. Leave it empty to allow all addresses.',
          ),
          placeholder: '203.0.113.0/24',
        },
        dispatch,
      ),
    ),
  ];
}

function logTypesField(dispatch: Dispatch): View {
  return choicesField(
    {
      field: 'logTypes',
      label: l10n.t('Control plane logging'),
      hint: l10n.t('Logs that EKS sends to CloudWatch, which charges for them.'),
      choices: [
        { value: 'api', label: l10n.t('API server') },
        { value: 'audit', label: l10n.t('Audit') },
        { value: 'authenticator', label: l10n.t('Authenticator') },
        { value: 'controllerManager', label: l10n.t('Controller manager') },
        { value: 'scheduler', label: l10n.t('Scheduler') },
      ],
    },
    dispatch,
  );
}

function securityFields(dispatch: Dispatch): readonly View[] {
  return [
    textField(
      {
        field: 'kmsKeyArn',
        label: l10n.t('KMS key'),
        hint: l10n.t(
          'ARN of a key of your own for the cluster’s secrets; it cannot be changed later. Empty: a key of EKS.',
        ),
      },
      dispatch,
    ),
    textField(
      {
        field: 'serviceIpv4Cidr',
        label: l10n.t('Service CIDR'),
        hint: l10n.t(
          'Addresses of Kubernetes services, outside the VPC; it cannot be changed later. Empty: one that is free.',
        ),
      },
      dispatch,
    ),
    checkboxField(
      {
        field: 'deletionProtection',
        label: l10n.t('Deletion protection'),
        hint: l10n.t('EKS refuses to delete the cluster until this is switched off.'),
      },
      dispatch,
    ),
  ];
}

function addOnsField(dispatch: Dispatch): View {
  return choicesField(
    {
      field: 'addOns',
      label: l10n.t('Add-ons'),
      hint: l10n.t(
        'Installed in addition to the network, DNS and proxy add-ons, which every cluster has. The EBS CSI driver needs the Pod Identity agent.',
      ),
      choices: [
        { value: 'eks-pod-identity-agent', label: l10n.t('Pod Identity agent') },
        { value: 'aws-ebs-csi-driver', label: l10n.t('EBS CSI driver, for volumes') },
        { value: 'metrics-server', label: l10n.t('Metrics server, for kubectl top and autoscaling') },
      ],
    },
    dispatch,
  );
}

function supportTypeField(dispatch: Dispatch): View {
  return selectField(
    {
      field: 'supportType',
      label: l10n.t('Upgrade policy'),
      hint: l10n.t(
        'What EKS does when the version leaves standard support: it upgrades the cluster, or keeps the version at the price of extended support.',
      ),
      choices: () => [
        { value: 'STANDARD', label: l10n.t('Standard support: upgraded') },
        { value: 'EXTENDED', label: l10n.t('Extended support: kept') },
      ],
    },
    dispatch,
  );
}

function roleFields(dispatch: Dispatch): readonly View[] {
  return [
    textField(
      {
        field: 'permissionsBoundary',
        label: l10n.t('Permissions boundary'),
        hint: l10n.t(
          'ARN of the policy that limits every role of the cluster’s stack. Leave it empty for none.',
        ),
      },
      dispatch,
    ),
    textField(
      {
        field: 'rolePath',
        label: l10n.t('Role path'),
        hint: l10n.t(
          'Path of every role of the cluster’s stack, such as /platform/eks/. Leave it empty for /.',
        ),
      },
      dispatch,
    ),
  ];
}

function tagsField(dispatch: Dispatch): View {
  return linesField(
    {
      field: 'tags',
      label: l10n.t('Tags'),
      hint: l10n.t('Tags for everything that is created. Write one per line.'),
      placeholder: 'team=shop',
    },
    dispatch,
  );
}

function onFailureField(dispatch: Dispatch): View {
  return selectField(
    {
      field: 'onFailure',
      label: l10n.t('On failure'),
      hint: l10n.t('What happens to what was created when something fails; it costs money while it is kept.'),
      choices: () => [
        { value: 'keep', label: l10n.t('Keep it, to look at what failed') },
        { value: 'delete', label: l10n.t('Delete it') },
      ],
    },
    dispatch,
  );
}
