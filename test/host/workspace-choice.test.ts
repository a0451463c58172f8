import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { Settings } from '../../src/ui/settings';
import { WorkspaceChoice } from '../../src/ui/workspace-choice';
import { FakeMemento } from '../fakes/memento';

const { Workspace } = vscode.ConfigurationTarget;

describe('What a workspace chooses of AWS', () => {
  const eks = () => vscode.workspace.getConfiguration('eks');
  let memento: FakeMemento;
  let settings: Settings;

  beforeEach(async () => {
    memento = new FakeMemento();
    const machine = { env: { AWS_REGION: 'eu-central-1' }, home: '' };
    settings = new Settings(machine, new WorkspaceChoice(memento));
    await eks().update('aws.profile', 'of-the-repository', Workspace);
    await eks().update('aws.region', 'cn-north-1', Workspace);
  });

  afterEach(async () => {
    await eks().update('aws.profile', undefined, Workspace);
    await eks().update('aws.region', undefined, Workspace);
  });

  it('does not count before the user has agreed', () => {
    deepStrictEqual(settings.baseCredentials, { kind: 'default' });
    strictEqual(settings.region, 'eu-central-1');
  });

  it('is asked about once, and counts from then on', async () => {
    const asked: string[] = [];
    const agreements: (() => unknown)[] = [];
    const notifier = {
      info: (text: string, ...actions: readonly { run: () => unknown }[]) => {
        asked.push(text);
        agreements.push(...actions.map(({ run }) => run));
      },
    };
    const open = () =>
      new Promise<void>((resolve, reject) => {
        const told = {
          info: (...all: Parameters<typeof notifier.info>) => {
            notifier.info(...all);
            resolve();
          },
        };
        const ports = { notifier: told, onAllowed: () => Promise.resolve(), report: reject };
        new WorkspaceChoice(memento).follow(ports).dispose();
      });
    await open();
    strictEqual(asked.length, 1);
    await agreements[0]?.();
    deepStrictEqual(settings.baseCredentials, { kind: 'profile', profile: 'of-the-repository' });
    strictEqual(settings.region, 'cn-north-1');
    await eks().update('aws.profile', 'another', Workspace);
    deepStrictEqual(settings.baseCredentials, { kind: 'default' });
  });

  it('is the user’s own where the user has chosen it here', async () => {
    await settings.useBaseCredentials({ kind: 'profile', profile: 'mine' });
    deepStrictEqual(settings.baseCredentials, { kind: 'profile', profile: 'mine' });
    await eks().update('aws.credentialSource', undefined, vscode.ConfigurationTarget.Global);
  });
});
