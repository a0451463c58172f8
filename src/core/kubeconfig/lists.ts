import { isData, type Data } from './data';

/** The lists of a kubeconfig. */
export type ListName = 'clusters' | 'contexts' | 'users';

export type ListPosition =
  { readonly kind: 'present'; readonly index: number; readonly item: Data } | { readonly kind: 'absent' };

/** What is no list, for example `null`, has no items. */
export function listOf(data: Data, list: string): readonly unknown[] {
  const items = data[list];
  return Array.isArray(items) ? (items as unknown[]) : [];
}

export function findNamed(data: Data, list: ListName, name: string): ListPosition {
  const items = listOf(data, list);
  const index = items.findIndex((item) => isData(item) && item['name'] === name);
  const item = items[index];
  return isData(item) ? { kind: 'present', index, item } : { kind: 'absent' };
}

const CONTENT = { clusters: 'cluster', contexts: 'context', users: 'user' } as const satisfies Record<
  ListName,
  string
>;

/** What the entry of that name says, beside its name; `undefined` where there is none, or it says nothing. */
export function contentOf(data: Data, list: ListName, name: string): Data | undefined {
  const place = findNamed(data, list, name);
  const content = place.kind === 'present' ? place.item[CONTENT[list]] : undefined;
  return isData(content) ? content : undefined;
}

/** Where the list has that name: `kubectl` refuses a file that has one twice, but somebody may have made it so. */
export function indicesOf(data: Data, list: ListName, name: string): readonly number[] {
  return listOf(data, list).flatMap((item, index) => (isData(item) && item['name'] === name ? [index] : []));
}

/** The names of the contexts that join cluster and user of that ARN. */
export function contextsOf(data: Data, clusterArn: string): readonly string[] {
  return listOf(data, 'contexts').flatMap((item) => {
    const context = isData(item) ? item['context'] : undefined;
    const ours = isData(context) && context['cluster'] === clusterArn && context['user'] === clusterArn;
    return ours && isData(item) && typeof item['name'] === 'string' ? [item['name']] : [];
  });
}

/**
 * The context that we call our own: that of our name, or of the ARN where that was taken; else, of those that join
 * cluster and user, the first, which the user may have renamed. Others that lead to the same cluster are the user's.
 */
export function ourContext(data: Data, clusterArn: string, name: string): string | undefined {
  const joined = contextsOf(data, clusterArn);
  return [name, clusterArn].find((each) => joined.includes(each)) ?? joined[0];
}

/** Whether the current context leads to that cluster, with any entry and namespace. */
export function isCurrent(data: Data, clusterArn: string): boolean {
  const current = data['current-context'];
  const context = typeof current === 'string' ? contentOf(data, 'contexts', current) : undefined;
  return context?.['cluster'] === clusterArn;
}
