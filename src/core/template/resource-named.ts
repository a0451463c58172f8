import * as l10n from '@vscode/l10n';
import { administratorOf } from './labels';

/** As `RESOURCE_LABELS`, for the middle of a sentence. Apart from those: only what explains a failure loads these. */
const IN_SENTENCES: Readonly<Record</* logical ID */ string, () => string>> = {
  Cluster: () => l10n.t('the control plane'),
  AdminAccess: () => l10n.t('the access of the provision role'),
  NodeRole: () => l10n.t('the role of the nodes'),
  NodeProfile: () => l10n.t('the instance profile of the nodes'),
  NodeAccess: () => l10n.t('the access of the nodes'),
  NodeLaunchTemplate: () => l10n.t('the launch template of the nodes'),
  NodeGroup: () => l10n.t('the node group'),
  PodIdentityAgent: () => l10n.t('the Pod Identity agent'),
  EbsCsiRole: () => l10n.t('the role of the EBS CSI driver'),
  EbsCsi: () => l10n.t('the EBS CSI driver'),
  MetricsServer: () => l10n.t('the metrics server'),
  ProvisionRole: () => l10n.t('the provision role'),
  ServiceRole: () => l10n.t('the service role'),
};

/** A resource in the words of a sentence; by its logical ID where it is none of ours. */
export function resourceNamed(logicalId: string): string {
  const administrator = administratorOf(logicalId);
  if (administrator !== undefined) return l10n.t('the access of administrator {0}', administrator);
  return IN_SENTENCES[logicalId]?.() ?? logicalId;
}
