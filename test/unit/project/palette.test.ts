import { deepStrictEqual } from 'node:assert/strict';
import manifest from '../../../package.json';
import type { Command } from '../../../src/ui/commands/commands';
import { CONTEXT_KEYS, type ContextKey } from '../../../src/ui/commands/context-key';

/** When the palette offers a command. A new command does not compile without its condition. */
const CONDITIONS: { readonly [C in Command]: ContextKey | 'always' | 'trusted' | 'never' } = {
  'eks.createCluster': 'trusted',
  'eks.addExistingCluster': 'trusted',
  'eks.configureAuthentication': 'trusted',
  'eks.createRoles': 'trusted',
  'eks.setExternalId': 'trusted',
  'eks.generatePolicy': 'always',
  'eks.refresh': 'trusted',
  'eks.refreshRow': 'never',
  'eks.showOperation': 'eks.hasOperations',
  'eks.cancelOperation': 'eks.operation.cancelable',
  'eks.retryOperation': 'eks.operation.retryable',
  'eks.deleteFailedCluster': 'eks.operation.deletable',
  'eks.keepResources': 'eks.operation.keepable',
  'eks.forgetOperation': 'eks.operation.forgettable',
  'eks.attachCluster': 'eks.operation.attachable',
  'eks.deleteCluster': 'eks.hasEksClusters',
  'eks.removeCluster': 'eks.hasClusters',
  'eks.enableCluster': 'eks.hasDisabledClusters',
  'eks.disableCluster': 'eks.hasEnabledClusters',
  'eks.toggleCluster': 'never',
  'eks.editEnvironmentScope': 'eks.hasClusters',
  'eks.configureNamespaces': 'eks.hasClusters',
  'eks.moveCluster': 'eks.hasClusters',
  'eks.findClusterForEnvironment': 'eks.hasClusters',
  'eks.prepareEnvironment': 'eks.hasClusters',
  'eks.removeEnvironment': 'eks.hasClusters',
  'eks.setUpInCluster': 'eks.hasEksClusters',
  'eks.createDefaultStorageClass': 'eks.hasClusters',
  'eks.installMetrics': 'eks.hasEksClusters',
  'eks.rotateToken': 'eks.hasEksClusters',
  'eks.revokeToken': 'eks.hasEksClusters',
  'eks.addToKubeconfig': 'eks.hasClusters',
  'eks.useContext': 'eks.hasClusters',
  'eks.removeFromKubeconfig': 'eks.hasClusters',
  'eks.openTerminal': 'eks.hasClusters',
  'eks.reviewAccess': 'eks.hasEksClusters',
  'eks.openConsole': 'eks.hasEksClusters',
  'eks.copyArn': 'eks.hasEksClusters',
  'eks.refreshEnvironments': 'eks.hasClusters',
  'eks.showNamespaceAsEnvironment': 'eks.hasClusters',
  'eks.copyName': 'eks.hasClusters',
  'eks.restart': 'eks.hasClusters',
  'eks.scale': 'eks.hasClusters',
  'eks.setVariables': 'eks.hasClusters',
  'eks.deploy': 'eks.hasClusters',
  'eks.makePublic': 'eks.hasClusters',
  'eks.setDomain': 'eks.hasClusters',
  'eks.writeDockerfile': 'trusted',
  'eks.writeManifests': 'trusted',
  'eks.deployAgain': 'eks.hasClusters',
  'eks.cancelDeployment': 'eks.hasDeployments',
  'eks.showDeployment': 'eks.hasClusters',
  'eks.rollBack': 'eks.hasClusters',
  'eks.stopEnvironment': 'eks.hasClusters',
  'eks.startEnvironment': 'eks.hasClusters',
  'eks.deleteEnvironment': 'eks.hasClusters',
  'eks.cleanUpImages': 'eks.hasClusters',
  'eks.describe': 'eks.hasClusters',
  'eks.showMetrics': 'eks.hasClusters',
  'eks.copyKubectlCommand': 'eks.hasClusters',
  'eks.openEnvironment': 'eks.hasClusters',
  'eks.copyEnvironmentUrl': 'eks.hasClusters',
  'eks.followLogs': 'eks.hasClusters',
  'eks.previousLogs': 'eks.hasClusters',
  'eks.stopLogs': 'eks.hasFollowedLogs',
  'eks.openShell': 'eks.hasClusters',
  'eks.debugPod': 'eks.hasClusters',
  'eks.forwardPort': 'eks.hasClusters',
  'eks.stopForward': 'eks.hasForwards',
  'eks.showLog': 'always',
};

const inPalette = new Map(
  manifest.contributes.menus.commandPalette.map(({ command, when }) => [command, when] as const),
);
const enablements = new Map(
  manifest.contributes.commands.map(({ command, enablement }) => [command, enablement] as const),
);

const SPECIAL: Readonly<Record<string, { readonly when?: string; readonly enablement?: string }>> = {
  always: {},
  trusted: { enablement: 'isWorkspaceTrusted' },
  never: { when: 'false', enablement: 'isWorkspaceTrusted' },
};

describe('The palette', () => {
  for (const [command, condition] of Object.entries(CONDITIONS))
    it(`offers ${command}: ${condition}`, () => {
      const withKey = { when: condition, enablement: `isWorkspaceTrusted && ${condition}` };
      const expected = { when: undefined, enablement: undefined, ...(SPECIAL[condition] ?? withKey) };
      deepStrictEqual({ when: inPalette.get(command), enablement: enablements.get(command) }, expected);
    });

  it('asks for no context key that the extension does not set, and for each of those', () => {
    const asked = JSON.stringify(manifest.contributes).match(/\beks\.(has\w+|operation\.\w+)/g) ?? [];
    deepStrictEqual([...new Set(asked)].sort(), [...CONTEXT_KEYS].sort());
  });
});
