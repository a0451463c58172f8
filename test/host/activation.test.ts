import { deepStrictEqual, ok } from 'node:assert/strict';
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

  it('has loaded neither an SDK nor a YAML parser', () => {
    const lazy = /[\\/]dist[\\/](aws|ec2|kube|kubeconfig)\.js$/;
    const loaded = Object.keys(require.cache);
    ok(loaded.some((file) => /[\\/]dist[\\/]extension\.js$/.test(file)));
    deepStrictEqual(
      loaded.filter((file) => lazy.test(file)),
      [],
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
