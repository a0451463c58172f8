import * as vscode from 'vscode';
import { listFiles } from './list-files';
import { textOf } from './read-folder';

/** Where people keep them. */
const FOLDERS = ['k8s', 'kubernetes', 'manifests', 'deploy'];
/** A folder of more is no hand-written set. */
const MAX_FILES = 100;
const MAX_DEPTH = 8;

/** The Kubernetes manifests of a folder: of the first place that has any. */
export async function foundManifests(
  root: vscode.Uri,
): Promise<{ readonly folder: string; readonly documents: readonly string[] }> {
  for (const name of FOLDERS) {
    const place = vscode.Uri.joinPath(root, name);
    const files = (await listFiles(place, { depth: MAX_DEPTH, most: MAX_FILES })).filter(isYaml);
    const texts = await Promise.all(
      files.toSorted().map(async (file) => (await textOf(vscode.Uri.joinPath(place, file))) ?? ''),
    );
    // They are parts of a kustomization or chart, and mean nothing without it.
    const isPart = files.some((file) => /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml)$/.test(file));
    const documents = isPart ? [] : texts.filter(isManifest);
    if (documents.length > 0) return { folder: name, documents };
  }
  return { folder: '', documents: [] };
}

function isYaml(file: string): boolean {
  return /\.ya?ml$/.test(file);
}

/** Neither a kubeconfig, nor a kustomization, nor the values or templates of a chart. */
function isManifest(text: string): boolean {
  const has = (key: string) => new RegExp(`^${key}:`, 'm').test(text);
  const isOther = /^kind:\s*["']?(?:Config|Kustomization)\b/m.test(text) || text.includes('{{');
  return has('apiVersion') && has('kind') && !isOther;
}
