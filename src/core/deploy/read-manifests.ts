import * as l10n from '@vscode/l10n';
import { parseAllDocuments } from 'yaml';
import { asSentence } from '../errors/error-text';
import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import type { KubernetesObject } from '../ports/kubernetes';
import { deployError } from './errors';

/** More than people write by hand, and than kustomize usually renders. */
const MAX_BYTES = 4_000_000;
/** A document of a few lines can say that it is a million: https://en.wikipedia.org/wiki/Billion_laughs_attack */
const MAX_ALIASES = 100;
/** In no namespace, so that no environment has them. A Namespace is there already. */
const OF_CLUSTER =
  /^(?:Namespace|Cluster\w+|CustomResourceDefinition|PersistentVolume|StorageClass|IngressClass|PriorityClass|APIService|\w+WebhookConfiguration|\w+AdmissionPolicy(?:Binding)?|Node|RuntimeClass|CSIDriver|\w+Class)$/;

export function isOfCluster({ kind }: Pick<KubernetesObject, 'kind'>): boolean {
  return OF_CLUSTER.test(kind);
}

/**
 * The objects of YAML documents; the items of a List are objects.
 * @throws UserError `manifest-unreadable`
 */
export function readManifests(documents: readonly string[]): readonly KubernetesObject[] {
  return documents.flatMap(parsed).flatMap(itemsOf);
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

export function unreadable(detail: string) {
  return deployError('manifest-unreadable', { detail });
}
