import { strictEqual } from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { IdleWindow } from '../../src/composition/idle-window';

const CLUSTER = {
  ...{ name: 'shop', region: 'eu-central-1', accountId: '222222222222', partition: 'aws' },
  ...{ environmentScope: '*', enabled: true, managed: true, namespacePerEnvironment: true },
};

describe('A window in which there is nothing to do', () => {
  let storage: string;
  let window: IdleWindow | undefined;

  let ends: number;

  const rethrow = (error: unknown) => {
    throw error;
  };
  /** Settles when the window has ended. */
  const open = () =>
    new Promise<void>((resolve) => {
      const end = () => {
        ends++;
        resolve();
        return Promise.resolve();
      };
      window = new IdleWindow(storage, end, rethrow);
    });
  const begin = async () => {
    await mkdir(join(storage, 'operations'), { recursive: true });
    await writeFile(join(storage, 'operations', 'op-1.json'), '{}');
  };
  const configure = (name: string, value: unknown, target: vscode.ConfigurationTarget) =>
    vscode.workspace.getConfiguration('eks').update(name, value, target);

  beforeEach(async () => {
    ends = 0;
    storage = await mkdtemp(join(tmpdir(), 'idle-window-'));
  });
  afterEach(async () => {
    window?.dispose();
    await configure('clusters', undefined, vscode.ConfigurationTarget.Global);
    await configure('aws.region', undefined, vscode.ConfigurationTarget.Workspace);
    await rm(storage, { recursive: true, force: true });
  });

  it('ends at once where an operation was left in progress', async () => {
    await begin();
    await open();
  });

  it('ends when another window begins an operation', async () => {
    const ended = open();
    await begin();
    await ended;
  });

  it('ends when a cluster is configured at any level', async () => {
    const ended = open();
    await configure('clusters', [CLUSTER], vscode.ConfigurationTarget.Global);
    await ended;
  });

  it('ends when the workspace chooses how AWS is accessed, which the user is asked about', async () => {
    const ended = open();
    await configure('aws.region', 'eu-west-1', vscode.ConfigurationTarget.Workspace);
    await ended;
  });

  it('ends once', async () => {
    const ended = open();
    await begin();
    await ended;
    await configure('clusters', [CLUSTER], vscode.ConfigurationTarget.Global);
    strictEqual(ends, 1);
  });
});
