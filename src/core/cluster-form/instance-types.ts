import { isForNodes, type ListedInstanceType, type InstanceType } from '../ports/options';
import { amiTypeByName } from './ami-type';
import type { Al2023AmiType } from './cluster-spec';
import type { Draft } from './draft';
import { linesOf } from './parse-lines';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
export const MOST_INSTANCE_TYPES = 20;

/** The types beside the first, as typed. */
export function otherTypesOf({ otherTypes }: Pick<Draft, 'otherTypes'>): readonly string[] {
  return linesOf(otherTypes, /[\s,]+/);
}

/** All types that nodes may be of, the preferred one first. */
export function instanceTypesOf(draft: Pick<Draft, 'instanceType' | 'otherTypes'>): readonly string[] {
  return [draft.instanceType.trim(), ...otherTypesOf(draft)];
}

/** What sort of machine a type is, by what EC2 says or else by its name: machines of one sort run the same images. */
export function machineOf(name: string, known: readonly ListedInstanceType[] | undefined): Al2023AmiType {
  return forNodes(known ?? []).find((type) => type.name === name)?.amiType ?? amiTypeByName(name);
}

export function forNodes(types: readonly ListedInstanceType[]): readonly InstanceType[] {
  return types.filter(isForNodes);
}
