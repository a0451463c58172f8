import type { KubernetesObject } from '../ports/kubernetes';
import { deployedAnnotations, ownLabels, type Deployed } from './labels';

interface Noted {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * An object of anybody's with our labels and annotations, and its pods with them, so that each deployment has pods of
 * its own. Selectors stay as they are, and so do the labels that pods are selected by.
 */
export function annotatedForDeployment(object: KubernetesObject, deployed: Deployed): KubernetesObject {
  // Managed-by is set by the author of the object.
  const { 'app.kubernetes.io/managed-by': manager, ...own } = ownLabels(deployed);
  const annotations = deployedAnnotations(deployed);
  const noted = <T extends Noted>(metadata: T, more: Noted['labels'] = {}): T => ({
    ...metadata,
    labels: { ...more, ...metadata.labels, ...own },
    annotations: { ...metadata.annotations, ...annotations },
  });
  const metadata = noted(object.metadata, { 'app.kubernetes.io/managed-by': manager });
  const { spec } = object as { spec?: { template?: { metadata?: Noted; spec?: object } } };
  // What has a template without pods, such as a CronJob's or a custom kind's, is left alone.
  if (!spec?.template?.spec) return { ...object, metadata };
  const template = { ...spec.template, metadata: noted(spec.template.metadata ?? {}) };
  return { ...object, metadata, spec: { ...spec, template } };
}
