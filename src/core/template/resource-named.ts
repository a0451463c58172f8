import * as l10n from '@vscode/l10n';
import { administratorOf } from './labels';

/** As `RESOURCE_LABELS`, for the middle of a sentence. Apart from those: only what explains a failure loads these. */
const IN_SENTENCES: Readonly<Record</* logical ID */ string, () => string>> = {
  Cluster: () => l10n.t('the control plane'),
  AdminAccess: () => l10n.t('the provision role’s access'),
  NodeRole: () => l10n.t('the node role'),
  NodeProfile: () => l10n.t('the node instance profile'),
  NodeAccess: () => l10n.t('the nodes’ access'),
  NodeLaunchTemplate: () => l10n.t('the node launch template'),
  NodeGroup: () => l10n.t('the node group'),
  PodIdentityAgent: () => l10n.t('the Pod Identity Agent'),
  EbsCsiRole: () => l10n.t('the EBS CSI driver role'),
  EbsCsi: () => l10n.t('the EBS CSI driver'),
  MetricsServer: () => l10n.t('the Metrics Server'),
  ProvisionRole: () => l10n.t('the provision role'),
  ServiceRole: () => l10n.t('the service role'),
};

/** A resource in the words of a sentence; by its logical ID where it is none of ours. */
export function resourceNamed(logicalId: string): string {
  const administrator = administratorOf(logicalId);
  if (administrator !== undefined) return l10n.t('the access for administrator {0}', administrator);
  return IN_SENTENCES[logicalId]?.() ?? logicalId;
}
