import * as l10n from '@vscode/l10n';
import { metricsServerOffer } from '../../src/core/cluster-form/offered-add-ons';
import { ChoicesField, type UnavailableChoice } from '../fields/choices-field';
import type { FormModel } from '../form-model';
import { facts } from '../state/fields';
import type { FormState } from '../state/state';

/** *Add-ons*: what runs on nodes in addition to what every cluster has. */
export function AddOnsField({ form }: { readonly form: FormModel }) {
  const unavailable = leftOut(form.state);
  const metricsServer = {
    value: 'metrics-server' as const,
    label: l10n.t('Metrics server, for the use of CPU and memory and for autoscaling'),
  };
  if (form.state.draft.compute === 'auto')
    return (
      <ChoicesField
        {...form.field('autoAddOns')}
        label={l10n.t('Add-ons')}
        hint={l10n.t('Network, DNS, proxy and volumes are built into Auto Mode.')}
        choices={[metricsServer]}
        unavailable={unavailable}
      />
    );
  return (
    <ChoicesField
      {...form.field('addOns')}
      label={l10n.t('Add-ons')}
      hint={l10n.t(
        'Installed in addition to the network, DNS and proxy add-ons, which every cluster has. The EBS CSI driver needs the Pod Identity Agent.',
      )}
      choices={[
        { value: 'eks-pod-identity-agent', label: l10n.t('Pod Identity Agent') },
        { value: 'aws-ebs-csi-driver', label: l10n.t('EBS CSI driver, for volumes') },
        metricsServer,
      ]}
      unavailable={unavailable}
    />
  );
}

/** metrics-server, where EKS does not have it or did not say. Nothing is claimed before there is an answer. */
function leftOut(state: FormState): UnavailableChoice | undefined {
  const { draft, requests } = state;
  const { kind } = requests.listKubernetesVersions;
  const version = draft.kubernetesVersion.trim();
  if (version === '' || (kind !== 'loaded' && kind !== 'failed')) return undefined;
  switch (metricsServerOffer(draft, facts(state))) {
    case 'offered':
      return undefined;
    case 'missing':
      return {
        value: 'metrics-server',
        reason: l10n.t(
          'EKS does not offer Metrics Server for Kubernetes {0} in {1}. It is left out.',
          version,
          draft.region.trim(),
        ),
      };
    case 'unknown':
      return {
        value: 'metrics-server',
        reason: l10n.t(
          'Could not find out whether EKS offers Metrics Server for Kubernetes {0}. It is left out. The provision role needs eks:DescribeAddonVersions.',
          version,
        ),
      };
  }
}
