import { KINDS, type Kind } from './kinds';
import { APPLY, JSON_PATCH, MERGE, STRATEGIC, type Earlier, type Probe, type Scene } from './probe';

/** The life of an object of each kind, with what goes wrong in it. */
export const lives: readonly Scene[] = KINDS.map((kind) => ({
  name: `the life of a ${kind.kind}`,
  probes: (namespace) => life(kind, namespace),
}));

function life(kind: Kind, namespace: string): Readonly<Record<string, Probe>> {
  const { apiVersion, plural, scope, content } = kind;
  const group = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  const collection =
    scope === 'cluster' ? `${group}/${plural}` : `${group}/namespaces/${namespace}/${plural}`;
  // Of a name that tells it from the objects of other scenes.
  const name = `${namespace}-it`;
  const path = `${collection}/${name}`;
  const object = (metadata = {}) => ({
    apiVersion,
    kind: kind.kind,
    metadata: { name, ...metadata },
    ...content,
  });
  const labelled = (value: unknown) => ({ metadata: { labels: { team: value } } });
  const applied = (value: string) => ({
    apiVersion,
    kind: kind.kind,
    ...labelledAs(name, value),
    ...content,
  });
  const stored = (earlier: Earlier) => earlier('read');
  return {
    'create it on trial': { method: 'POST', path: `${collection}?dryRun=All`, body: object() },
    'read it before it exists': { path },
    'create it as somebody without rights': {
      method: 'POST',
      path: collection,
      as: 'limited',
      body: object(),
    },
    'create it anonymously': { method: 'POST', path: collection, as: 'anonymous', body: object() },
    'create it without a name': { method: 'POST', path: collection, body: { ...object(), metadata: {} } },
    'create it with a name that is none': {
      ...{ method: 'POST', path: collection, body: object({ name: 'No Name' }) },
    },
    'create it with a label that is none': {
      ...{
        method: 'POST',
        path: collection,
        body: object({ name: `${name}-labelled`, labels: { team: 'a b' } }),
      },
    },
    'create another kind in its place': {
      ...{ method: 'POST', path: collection, body: { ...object({ name: `${name}-other` }), kind: 'Other' } },
    },
    'create it with a field that there is not': {
      ...{ method: 'POST', path: `${collection}?fieldValidation=Strict` },
      body: { ...object({ name: `${name}-strict` }), nothing: 1 },
    },
    'create it from no JSON': { method: 'POST', path: collection, body: '{' },
    'create it from an unknown type of content': {
      ...{ method: 'POST', path: collection, headers: { 'content-type': 'text/plain' }, body: 'text' },
    },
    create: { method: 'POST', path: `${collection}?fieldManager=probe`, body: object() },
    'create it again': { method: 'POST', path: collection, body: object() },
    read: { path },
    'read it as somebody without rights': { path, as: 'limited' },
    'list them as somebody without rights': { path: collection, as: 'limited' },
    'list those of the name': { path: `${collection}?fieldSelector=metadata.name%3D${name}` },
    'list none': { path: `${collection}?labelSelector=none%3Dthere` },
    'merge a label': { method: 'PATCH', path, headers: MERGE, body: labelled('merged') },
    'merge a label that is a number': { method: 'PATCH', path, headers: MERGE, body: labelled(7) },
    'merge strategically': { method: 'PATCH', path, headers: STRATEGIC, body: labelled('strategic') },
    'patch by operations': {
      ...{ method: 'PATCH', path, headers: JSON_PATCH },
      body: [{ op: 'replace', path: '/metadata/labels/team', value: 'replaced' }],
    },
    'patch what is not there by operations': {
      ...{ method: 'PATCH', path, headers: JSON_PATCH, body: [{ op: 'remove', path: '/metadata/nothing' }] },
    },
    'fail a test of a patch': {
      ...{ method: 'PATCH', path, headers: JSON_PATCH },
      body: [{ op: 'test', path: '/metadata/labels/team', value: 'other' }],
    },
    'apply against another manager': {
      ...{ method: 'PATCH', path: `${path}?fieldManager=other`, headers: APPLY, body: applied('applied') },
    },
    'apply by force': {
      ...{ method: 'PATCH', path: `${path}?fieldManager=other&force=true`, headers: APPLY },
      body: applied('forced'),
    },
    'apply without a manager': { method: 'PATCH', path, headers: APPLY, body: applied('unmanaged') },
    'merge by force': { method: 'PATCH', path: `${path}?force=true`, headers: MERGE, body: labelled('x') },
    'patch with an unknown type of content': {
      ...{ method: 'PATCH', path, headers: { 'content-type': 'application/json' }, body: labelled('x') },
    },
    'replace what was changed since': (earlier) => ({ method: 'PUT', path, body: stored(earlier) }),
    'replace one of another name': (earlier) => ({
      ...{ method: 'PUT', path: `${path}-other` },
      body: stored(earlier),
    }),
    'delete it on trial': { method: 'DELETE', path: `${path}?dryRun=All` },
    'delete it as somebody without rights': { method: 'DELETE', path, as: 'limited' },
    'delete it of another uid': {
      ...{ method: 'DELETE', path },
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid: 'other' } },
    },
    delete: { method: 'DELETE', path: `${path}?propagationPolicy=Background` },
  };
}

function labelledAs(name: string, team: string) {
  return { metadata: { name, labels: { team } } };
}
