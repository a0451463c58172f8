import type { KubernetesVersion } from '../ports/aws';

export type ControlPlaneCost =
  /** In a partition whose prices are not those of `aws`. */
  | { readonly kind: 'unknown' }
  /** Which of the two prices it is depends on a version that is not chosen, or of which EKS does not say. */
  | { readonly kind: 'either' }
  | {
      readonly kind: 'standard';
      readonly version: string;
      /** ISO date. */
      readonly until: string | undefined;
      readonly then: 'upgraded' | 'extended';
    }
  | { readonly kind: 'extended'; readonly version: string; readonly until: string | undefined };

/**
 * What the control plane of a cluster costs, by its version.
 * @param supportType what happens at the end of standard support: `STANDARD` upgrades the cluster, anything else pays for more
 * @param versions that EKS offers; none where it did not say
 */
export function controlPlaneCost(
  { version, supportType }: { readonly version: string; readonly supportType?: string | undefined },
  versions: readonly KubernetesVersion[] = [],
): ControlPlaneCost {
  const known = versions.find((offered) => offered.version === version);
  switch (known?.support) {
    case 'standard':
      return {
        kind: 'standard',
        version,
        until: known.endOfStandardSupport,
        then: supportType === 'STANDARD' ? 'upgraded' : 'extended',
      };
    case 'extended':
      return { kind: 'extended', version, until: known.endOfExtendedSupport };
    case 'unknown':
    case undefined:
      return { kind: 'either' };
  }
}
