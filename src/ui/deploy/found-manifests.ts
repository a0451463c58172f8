import * as vscode from 'vscode';

/** Where people keep them. */
const FOLDERS = ['k8s', 'kubernetes', 'manifests', 'deploy'];
/** A folder of more is no hand-written set. */
const MAX_FILES = 100;
const MAX_BYTES = 1_000_000;

/** The Kubernetes manifests of a folder: of the first place that has any. */
export async function foundManifests(
  root: vscode.Uri,
): Promise<{ readonly folder: string; readonly documents: readonly string[] }> {
  for (const name of FOLDERS) {
    const pattern = new vscode.RelativePattern(root, `${name}/**/*.{yaml,yml}`);
    const files = await vscode.workspace.findFiles(pattern, null, MAX_FILES);
    const texts = await Promise.all(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(textOf));
    // They are parts of a kustomization or chart, and mean nothing without it.
    const isPart = files.some(({ path }) => /\/(?:Chart\.yaml|kustomization\.ya?ml)$/.test(path));
    const documents = isPart ? [] : texts.filter(isManifest);
    if (documents.length > 0) return { folder: name, documents };
  }
  return { folder: '', documents: [] };
}

async function textOf(file: vscode.Uri): Promise<string> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > MAX_BYTES) return '';
  return Buffer.from(await vscode.workspace.fs.readFile(file)).toString();
}

/** Neither a kubeconfig, nor a kustomization, nor the values or templates of a chart. */
function isManifest(text: string): boolean {
  const has = (key: string) => new RegExp(`^${key}:`, 'm').test(text);
  const isOther = /^kind:\s*["']?(?:Config|Kustomization)\b/m.test(text) || text.includes('{{');
  return has('apiVersion') && has('kind') && !isOther;
}
