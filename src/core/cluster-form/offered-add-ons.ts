import { AUTO_ADD_ONS, type AddOn } from './cluster-spec';
import type { Draft } from './draft';
import type { DraftFacts } from './draft-facts';

/** Whether EKS has metrics-server for the chosen version in the region; `unknown` without list or permission. */
export type MetricsServerOffer = 'offered' | 'missing' | 'unknown';

/** metrics-server is a community add-on, which EKS does not have for every version and region. */
export function metricsServerOffer(
  { kubernetesVersion }: Pick<Draft, 'kubernetesVersion'>,
  { kubernetesVersions }: Pick<DraftFacts, 'kubernetesVersions'>,
): MetricsServerOffer {
  const version = kubernetesVersions?.find((each) => each.version === kubernetesVersion.trim());
  if (version?.offersMetricsServer === undefined) return 'unknown';
  return version.offersMetricsServer ? 'offered' : 'missing';
}

/** metrics-server is chosen, offered or not. */
export function wantsMetricsServer({ compute, addOns, autoAddOns }: Draft): boolean {
  const chosen: readonly AddOn[] = compute === 'auto' ? autoAddOns : addOns;
  return chosen.includes('metrics-server');
}

/** The chosen add-ons that can be installed: one that EKS does not have would fail the whole stack. */
export function addOnsOf(draft: Draft, facts: DraftFacts): readonly AddOn[] {
  const chosen = draft.compute === 'auto' ? draft.autoAddOns : draft.addOns;
  const isOffered = metricsServerOffer(draft, facts) === 'offered';
  return chosen.filter((addOn) => addOn !== 'metrics-server' || isOffered);
}

/** The fields of a draft that these add-ons may come from. */
export function addOnFields(compute: Draft['compute'], addOns: readonly AddOn[]): Partial<Draft> {
  if (compute !== 'auto') return { addOns };
  return { autoAddOns: AUTO_ADD_ONS.filter((addOn) => addOns.includes(addOn)) };
}
