import type { KubernetesObject } from './objects';
import { badRequest } from './status';

export type Selector = (object: KubernetesObject) => boolean;

const KEY = '[A-Za-z0-9][A-Za-z0-9_./-]*';
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*([A-Za-z0-9_.-]*)$`);
const MEMBERSHIP = new RegExp(`^(${KEY})\\s+(in|notin)\\s+\\(([^)]*)\\)$`);
const PRESENCE = new RegExp(`^(!?)\\s*(${KEY})$`);

/** Reads the `labelSelector` and `fieldSelector` of a list or watch. */
export function parseSelectors(query: URLSearchParams): Selector {
  const requirements = [
    ...split(query.get('labelSelector')).map(labelRequirement),
    ...split(query.get('fieldSelector')).map(fieldRequirement),
  ];
  return (object) => requirements.every((accepts) => accepts(object));
}

/** Splits at commas, except those within `in (a, b)`. */
function split(selector: string | null): string[] {
  return (selector ?? '')
    .split(/,(?![^(]*\))/)
    .map((requirement) => requirement.trim())
    .filter(Boolean);
}

function labelRequirement(text: string): Selector {
  const label = (object: KubernetesObject, key: string): string | undefined => object.metadata.labels?.[key];

  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return (object) => (label(object, key) === value) === (operator !== '!=');
  }
  const membership = MEMBERSHIP.exec(text);
  if (membership) {
    const [, key = '', operator, list = ''] = membership;
    const values = list.split(',').map((value) => value.trim());
    return (object) => values.includes(label(object, key) ?? '\0') === (operator === 'in');
  }
  const presence = PRESENCE.exec(text);
  if (presence) {
    const [, negation, key = ''] = presence;
    return (object) => (label(object, key) !== undefined) === (negation === '');
  }
  throw badRequest(`unable to parse requirement: ${text}`);
}

/** Kubernetes selects by few fields; these two exist for every resource. */
function fieldRequirement(text: string): Selector {
  const [, field, operator, value] = /^([\w.]+)(==|=|!=)(.*)$/.exec(text) ?? [];
  if (field !== 'metadata.name' && field !== 'metadata.namespace')
    throw badRequest(
      `"${field ?? text}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
    );
  const member = field === 'metadata.name' ? 'name' : 'namespace';
  return (object) => ((object.metadata[member] ?? '') === value) === (operator !== '!=');
}
