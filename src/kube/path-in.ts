/**
 * The path of objects in a namespace, or in all of them, without a slash before it.
 * @param api for example `api/v1` or `apis/apps/v1`
 * @param parts plural of the kind, then a name and a subresource where they are meant
 */
export function pathIn(api: string, namespace: string | undefined, ...parts: readonly string[]): string {
  const place = namespace === undefined ? [] : ['namespaces', namespace];
  return [api, ...[...place, ...parts].map((part) => encodeURIComponent(part))].join('/');
}
