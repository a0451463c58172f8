import { systemOf } from '../cluster-form/ami-type';
import type { AddOn, ChosenNodes, ClusterSpec, Compute, LogType, Taint } from '../cluster-form/cluster-spec';
import { EMPTY_DRAFT } from '../cluster-form/draft';

/** What of a spec decides which resources and properties a template has; everything else is a parameter's value. */
export interface TemplateVariant {
  readonly compute: Compute['kind'];
  readonly addOns: readonly AddOn[];
  readonly logTypes: readonly LogType[];
  /** How many, beside the provision role. */
  readonly administrators: number;
  /** Instance types beside the first. */
  readonly otherTypes: readonly string[];
  readonly system: 'al2023' | 'bottlerocket';
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

export function variantOf({ compute, addOns, logTypes, administrators }: ClusterSpec): TemplateVariant {
  const shape = { compute: compute.kind, addOns, logTypes, administrators: administrators.length };
  switch (compute.kind) {
    case 'managed':
      return { ...shape, ...nodesOf(compute), labels: compute.labels, taints: compute.taints };
    case 'self-managed':
      return { ...shape, ...nodesOf(compute), ...UNMARKED };
    case 'auto':
      return { ...shape, ...NO_NODES, ...UNMARKED };
  }
}

function nodesOf({ otherTypes = [], amiType }: ChosenNodes): Pick<TemplateVariant, 'otherTypes' | 'system'> {
  return { otherTypes, system: systemOf(amiType) === 'al2023' ? 'al2023' : 'bottlerocket' };
}

/** That of a cluster of which nothing special was asked. */
export function defaultVariant(compute: Compute['kind']): TemplateVariant {
  const addOns = compute === 'auto' ? EMPTY_DRAFT.autoAddOns : EMPTY_DRAFT.addOns;
  return { compute, addOns, logTypes: [], administrators: 0, ...NO_NODES, ...UNMARKED };
}

const UNMARKED = { labels: {}, taints: [] } as const;
const NO_NODES = { otherTypes: [], system: 'al2023' } as const;
