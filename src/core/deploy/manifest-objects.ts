import * as l10n from '@vscode/l10n';
import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import type { KubernetesObject } from '../ports/kubernetes';
import { annotatedForDeployment } from './annotate-objects';
import { isOfCluster, readManifests, unreadable } from './read-manifests';
import type { DeployedImage, DeployRequest } from './request';

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
  const objects = readManifests(documents).filter(({ kind }) => kind !== 'Namespace');
  const placed = objects.map((object) => {
    if (isOfCluster(object))
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
