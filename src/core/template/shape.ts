import type { AddOn, ClusterSpec, Compute, LogType, Taint } from '../spec/cluster-spec';
import { EMPTY_DRAFT } from '../spec/draft';

/** What of a spec decides which resources and properties a template has; everything else is a parameter's value. */
export interface TemplateShape {
  readonly compute: Compute['kind'];
  readonly addOns: readonly AddOn[];
  readonly logTypes: readonly LogType[];
  /** How many, beside the provision role. */
  readonly administrators: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

export function shapeOf({ compute, addOns, logTypes, administrators }: ClusterSpec): TemplateShape {
  const { labels, taints } = compute.kind === 'managed' ? compute : NOTHING_SPECIAL;
  return { compute: compute.kind, addOns, logTypes, administrators: administrators.length, labels, taints };
}

/** That of a cluster of which nothing special was asked. */
export function plainShape(compute: Compute['kind']): TemplateShape {
  return { ...NOTHING_SPECIAL, compute };
}

const NOTHING_SPECIAL: Omit<TemplateShape, 'compute'> = {
  addOns: EMPTY_DRAFT.addOns,
  logTypes: [],
  administrators: 0,
  labels: {},
  taints: [],
};
