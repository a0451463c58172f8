import { controlPlaneCost, type ControlPlaneCost } from './control-plane-cost';
import { partitionOf } from '../partitions';
import type { CapacityType, LogType } from '../cluster-form/cluster-spec';
import type { Draft } from '../cluster-form/draft';
import type { DraftFacts } from '../cluster-form/draft-facts';
import {
  instanceType as instanceTypeRule,
  otherTypes as otherTypesRule,
} from '../cluster-form/instance-type-rules';
import { instanceTypesOf } from '../cluster-form/instance-types';
import { MAX_NODES } from '../cluster-form/node-rules';

/** What a draft's cluster would cost, as far as that is known without asking AWS. */
export interface Cost {
  readonly controlPlane: ControlPlaneCost;
  readonly nodes: NodesCost;
  /** Logs that CloudWatch charges for. */
  readonly logTypes: readonly LogType[];
  /** AWS's own calculator for the region's partition, where there is one. */
  readonly calculator: string | undefined;
}

export type NodesCost =
  | { readonly kind: 'notChosen' }
  | {
      readonly kind: 'chosen';
      readonly count: number;
      /** More than the count where the group may grow. */
      readonly most: number;
      /** Of which EC2 may start any, the preferred one first. */
      readonly instanceTypes: readonly string[];
      readonly capacityType: CapacityType;
    }
  /** As many as pods ask for, each with a surcharge that depends on its type. */
  | { readonly kind: 'auto' };

/** GovCloud is among the regions of the first; partitions that are not here have no public calculator that we know of. */
const CALCULATORS: Readonly<Record<string, string>> = {
  aws: 'https://calculator.aws/#/',
  'aws-us-gov': 'https://calculator.aws/#/',
  'aws-cn': 'https://calculator.amazonaws.cn/#/',
};

export function costOf(draft: Draft, facts: DraftFacts): Cost {
  const partition = partitionOf(draft.region.trim());
  return {
    controlPlane:
      partition === 'aws'
        ? controlPlaneCost(
            { version: draft.kubernetesVersion.trim(), supportType: draft.supportType },
            facts.kubernetesVersions,
          )
        : { kind: 'unknown' },
    nodes: nodesCost(draft, facts),
    logTypes: draft.logTypes,
    calculator: partition === undefined ? undefined : CALCULATORS[partition],
  };
}

function nodesCost(draft: Draft, facts: DraftFacts): NodesCost {
  if (draft.compute === 'auto') return { kind: 'auto' };
  const instanceType = draft.instanceType.trim();
  const count = nodesIn(draft.nodeCount);
  // What is typed is also a search.
  const typed = { ...draft, instanceType };
  if (instanceTypeRule(typed, facts) || count === undefined) return { kind: 'notChosen' };
  // As long as one of the others is wrong, the first is what is known.
  const instanceTypes = otherTypesRule(typed, facts) ? [instanceType] : instanceTypesOf(typed);
  const most = Math.max(count, nodesIn(draft.maxNodes) ?? count);
  const capacityType = draft.compute === 'managed' ? draft.capacityType : 'ON_DEMAND';
  return { kind: 'chosen', count, most, instanceTypes, capacityType };
}

function nodesIn(text: string): number | undefined {
  const count = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= MAX_NODES ? count : undefined;
}
