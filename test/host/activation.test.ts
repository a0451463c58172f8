import { deepStrictEqual, ok } from 'node:assert/strict';
import { join, relative } from 'node:path';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('The extension in VS Code', () => {
  const extension = vscode.extensions.getExtension('eks-clusters.eks-clusters');

  before(async () => {
    ok(extension, 'VS Code does not know the extension.');
    await extension.activate();
  });

  it('is active', () => {
    ok(extension?.isActive);
  });

  it('is one file', () => {
    const dist = join(extension?.extensionPath ?? '', 'dist');
    const loaded = Object.keys(require.cache).map((file) => relative(dist, file));
    deepStrictEqual(
      loaded.filter((file) => !file.startsWith('..') && !file.startsWith('test')),
      ['extension.js'],
    );
  });

  it('registers every command that the manifest contributes', async () => {
    const { contributes } = extension?.packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed = contributes.commands.map(({ command }) => command);
    ok(contributed.includes('eks.createCluster'));
    deepStrictEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });
});
