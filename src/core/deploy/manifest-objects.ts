import * as l10n from '@vscode/l10n';
import { parseAllDocuments } from 'yaml';
import { asSentence } from '../errors/error-text';
import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import type { KubernetesObject } from '../ports/kubernetes';
import { deployError } from './errors';
import { annotatedForDeployment } from './annotate-objects';
import type { DeployedImage, DeployRequest } from './request';

/** More than people write by hand, and than kustomize usually renders. */
const MAX_BYTES = 4_000_000;
/** A document of a few lines can say that it is a million: https://en.wikipedia.org/wiki/Billion_laughs_attack */
const MAX_ALIASES = 100;
/** In no namespace, so that no environment has them. A Namespace is there already. */
const OF_CLUSTER =
  /^(?:Cluster\w+|CustomResourceDefinition|PersistentVolume|StorageClass|IngressClass|PriorityClass|APIService|\w+WebhookConfiguration|\w+AdmissionPolicy(?:Binding)?|Node|RuntimeClass|CSIDriver|\w+Class)$/;

/**
 * The objects of a folder's own manifests, in the environment's namespace, with the image that was built wherever the
 * project's own is meant.
 * @param documents YAML
 * @throws UserError `manifest-unreadable`
 */
export function manifestObjects(
  request: Omit<DeployRequest, 'deployer'>,
  documents: readonly string[],
  image: DeployedImage,
  number: number,
): readonly KubernetesObject[] {
  const { namespace, project } = request;
  const objects = documents
    .flatMap(parsed)
    .flatMap(itemsOf)
    .filter(({ kind }) => kind !== 'Namespace');
  const placed = objects.map((object) => {
    if (OF_CLUSTER.test(object.kind))
      throw unreadable(l10n.t('{0} belongs to the whole cluster, not to an environment.', described(object)));
    const { value, used } = withImage(object, project.name, image.reference);
    const inNamespace = { ...value, metadata: { ...value.metadata, namespace } };
    return { used, object: annotatedForDeployment(inNamespace, { ...request, number }) };
  });
  if (placed.length === 0) throw unreadable(l10n.t('They contain no Kubernetes objects.'));
  if (!placed.some(({ used }) => used))
    throw unreadable(
      l10n.t(
        'No container has the image {0} or IMAGE, so the image of this deployment is not used.',
        project.name,
      ),
    );
  return placed.map(({ object }) => object);
}

function parsed(text: string): readonly unknown[] {
  if (text.length > MAX_BYTES) throw unreadable(l10n.t('They are longer than 4 MB.'));
  const all = parseAllDocuments(text, { merge: true });
  return [...all].flatMap((document) => {
    const [error] = document.errors;
    if (error) throw unreadable(asSentence(displayText(error.message, MAX_LENGTH.sentence)));
    try {
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      return value === null || value === undefined ? [] : [value];
    } catch (error) {
      throw unreadable(
        asSentence(displayText(error instanceof Error ? error.message : '', MAX_LENGTH.sentence)),
      );
    }
  });
}

/** A List is what kubectl writes of several. */
function itemsOf(value: unknown): readonly KubernetesObject[] {
  const { items, kind } = (value ?? {}) as { items?: unknown; kind?: unknown };
  if (kind === 'List' && Array.isArray(items)) return items.flatMap(itemsOf);
  if (!isObject(value))
    throw unreadable(l10n.t('A document is no Kubernetes object: it has no apiVersion, kind or name.'));
  return [value];
}

function isObject(value: unknown): value is KubernetesObject {
  const { apiVersion, kind, metadata } = (value ?? {}) as Record<string, unknown>;
  const { name } = (metadata ?? {}) as Record<string, unknown>;
  return [apiVersion, kind, name].every((text) => typeof text === 'string' && text !== '');
}

/** Wherever containers are, in pods and in the templates of what makes them. */
function withImage<T>(
  value: T,
  name: string,
  reference: string,
): { readonly value: T; readonly used: boolean } {
  let used = false;
  const walk = (node: unknown, key: string): unknown => {
    if (Array.isArray(node)) return node.map((item) => walk(item, key));
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([field, child]): [string, unknown] => {
      const isImage = field === 'image' && /^(?:initC|c)ontainers$/.test(key) && typeof child === 'string';
      if (!isImage || !isOf(child, name)) return [field, walk(child, field)];
      used = true;
      return [field, reference];
    });
    return Object.fromEntries(entries);
  };
  return { value: walk(value, '') as T, used };
}

/** `registry/path/shop:tag@digest` is shop. */
function isOf(image: string, name: string): boolean {
  const [plain = ''] = image.split('@', 1);
  const last = plain.split('/').at(-1)?.replace(/:.*$/, '') ?? '';
  return image === 'IMAGE' || last.toLowerCase() === name.toLowerCase();
}

function described({ kind, metadata }: KubernetesObject): string {
  return displayText(`${kind} ${metadata.name}`, MAX_LENGTH.name);
}

function unreadable(detail: string) {
  return deployError('manifest-unreadable', { detail });
}
