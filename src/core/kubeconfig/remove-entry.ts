import type { Data, Edit } from './data';
import { editKubeconfig, type EditResult } from './edit';
import { contextsOf, indicesOf, type ListName } from './lists';
import { foreignContent } from './ownership-marker';

/** Removes cluster, user and contexts of that ARN, unless somebody else made them. */
export function removeEntry(text: string, clusterArn: string): EditResult {
  return editKubeconfig(text, (data) => ({ kind: 'edits', edits: planRemoval(data, clusterArn) }));
}

function planRemoval(data: Data, clusterArn: string): readonly Edit[] {
  if (foreignContent(data, clusterArn)) return [];
  const contexts = contextsOf(data, clusterArn);
  const edits = [
    ...removals(data, 'clusters', [clusterArn]),
    ...removals(data, 'contexts', contexts),
    ...removals(data, 'users', [clusterArn]),
  ];
  const current = data['current-context'];
  if (typeof current !== 'string' || !contexts.includes(current)) return edits;
  return [...edits, { kind: 'set', path: ['current-context'], value: '' }];
}

/** From the last to the first, so that each index is still right when its turn comes. */
function removals(data: Data, list: ListName, names: readonly string[]): readonly Edit[] {
  return [...new Set(names)]
    .flatMap((name) => indicesOf(data, list, name))
    .toSorted((a, b) => b - a)
    .map((index) => ({ kind: 'remove', path: [list, index] }));
}
