import * as l10n from '@vscode/l10n';
import { ADMINISTRATOR } from './administrators';

/** The resources of our stacks in the user's words. Functions, because texts are translated only once they are loaded. */
const RESOURCE_LABELS: Readonly<Record</* logical ID */ string, () => string>> = {
  Cluster: () => l10n.t('Control plane'),
  AdminAccess: () => l10n.t('Access for the provision role'),
  NodeRole: () => l10n.t('Node role'),
  NodeProfile: () => l10n.t('Node instance profile'),
  NodeAccess: () => l10n.t('Access for nodes'),
  NodeLaunchTemplate: () => l10n.t('Node launch template'),
  NodeGroup: () => l10n.t('Node group'),
  PodIdentityAgent: () => l10n.t('Pod Identity Agent'),
  EbsCsiRole: () => l10n.t('EBS CSI driver role'),
  EbsCsi: () => l10n.t('EBS CSI driver'),
  MetricsServer: () => l10n.t('Metrics Server'),
  ProvisionRole: () => l10n.t('Provision role'),
  ServiceRole: () => l10n.t('Service role'),
};

const ADMINISTRATOR_ENTRY = new RegExp(`^${ADMINISTRATOR}(\\d+)$`);

/** A resource in words, for rows and lists; by its logical ID where it is none of ours. */
export function resourceLabel(logicalId: string): string {
  const administrator = administratorOf(logicalId);
  if (administrator !== undefined) return l10n.t('Access for administrator {0}', administrator);
  return RESOURCE_LABELS[logicalId]?.() ?? logicalId;
}

/** Which of the further administrators this resource lets in, by number; `undefined` where it is something else. */
export function administratorOf(logicalId: string): string | undefined {
  return ADMINISTRATOR_ENTRY.exec(logicalId)?.[1];
}
