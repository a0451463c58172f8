import type { Scene } from './probe';

/** Pages, selectors, views and the beginning of a watch. */
export const lists: Scene = {
  name: 'lists',
  probes: (namespace) => {
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const make = (name: string) => ({
      ...{ method: 'POST' as const, path },
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: { made: 'here' } } },
    });
    const here = `${path}?labelSelector=made%3Dhere`;
    const next = (answer: Readonly<Record<string, unknown>>) =>
      encodeURIComponent((answer['metadata'] as { continue: string }).continue);
    return {
      'make one': make('one'),
      'make two': make('two'),
      'make three': make('three'),
      'the first page': { path: `${here}&limit=2` },
      'the last page': (earlier) => ({ path: `${here}&limit=2&continue=${next(earlier('the first page'))}` }),
      'a page after no page': { path: `${here}&limit=2&continue=nothing` },
      'a limit that is no number': { path: `${here}&limit=many` },
      'a selector that is none': { path: `${path}?labelSelector=%3D%3D` },
      'a field that nothing is selected by': { path: `${path}?fieldSelector=data.key%3D1` },
      'a version of long ago': { path: `${path}?resourceVersion=1&resourceVersionMatch=Exact` },
      'of all namespaces': { path: '/api/v1/configmaps?labelSelector=made%3Dhere&limit=1' },
      'of a namespace that is not there': { path: '/api/v1/namespaces/nowhere-at-all/configmaps' },
      'as a table': {
        path: here,
        headers: { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' },
      },
      'of metadata only': {
        path: here,
        headers: { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' },
      },
      'in a form that there is not': { path: here, headers: { accept: 'text/html' } },
      'a watch from the beginning': { path: `${here}&watch=true&timeoutSeconds=1` },
      'a watch from now on': (earlier) => {
        const { resourceVersion } = earlier('the last page')['metadata'] as { resourceVersion: string };
        return { path: `${here}&watch=true&timeoutSeconds=1&resourceVersion=${resourceVersion}` };
      },
      'a watch as somebody without rights': { path: `${here}&watch=true&timeoutSeconds=1`, as: 'limited' },
      'delete all of them': { method: 'DELETE', path: here },
    };
  },
};
