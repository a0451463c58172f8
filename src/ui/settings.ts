import * as vscode from 'vscode';
import { awsEnvironment, defaultProfile, type Machine } from '../core/environment';
import { userError } from '../core/errors/catalogue';
import { withEnvironment } from '../core/environments/deploy-settings';
import { UserError } from '../core/errors/user-error';
import type { ProxySettings } from '../core/network/proxy';
import type { BaseCredentials } from '../core/sign-in/provision-role';
import type { ClusterEntry, ClusterKey, ClusterOptions } from '../core/registry/entry';
import {
  readRegistry,
  scopesOf,
  withChange,
  withEntry,
  withoutEntry,
  type Registry,
} from '../core/registry/registry';
import { isSameLevel, type Level } from '../core/registry/target';
import type { RoleLimits } from '../core/roles/limits';
import type { FailurePolicy } from '../core/cluster-form/cluster-spec';
import { expandKubeconfigPath } from './kubeconfig-path';
import { ownSetting } from './own-setting';
import type { WorkspaceChoice } from './workspace-choice';

/** One level's part of `eks.clusters`. */
export interface LeveledRegistry extends Registry {
  readonly level: Level;
}

/** As long as the original waits. */
const DEFAULT_LIMIT_MINUTES = 30;

/** The extension's settings, read on each access, since they can change at any time. */
export class Settings {
  /** @param machine where AWS's own tools look for what the settings leave open */
  constructor(
    private readonly machine: Machine,
    private readonly choice: Pick<WorkspaceChoice, 'get' | 'allow'>,
  ) {}

  get baseCredentials(): BaseCredentials {
    const source = ownSetting('aws.credentialSource');
    const profile = this.choice.get('aws.profile');
    if (source === 'instanceProfile' || source === 'accessKey') return { kind: source };
    if (profile) return { kind: 'profile', profile };
    return { kind: 'default' };
  }

  /** The profile of the AWS config that the base credentials are of, where they are of one. */
  get profileInUse(): string | undefined {
    const base = this.baseCredentials;
    switch (base.kind) {
      case 'profile':
        return base.profile;
      case 'default':
        return defaultProfile(awsEnvironment(this.machine));
      case 'accessKey':
      case 'instanceProfile':
        return undefined;
    }
  }

  /** The user's choice. The profile is named where it is named now, or that would win; the source is this machine's. */
  async useBaseCredentials(base: BaseCredentials): Promise<void> {
    const eks = vscode.workspace.getConfiguration('eks');
    const inWorkspace = eks.inspect('aws.profile')?.workspaceValue !== undefined;
    const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    const named = base.kind === 'profile' ? base.profile : '';
    if (inWorkspace) await this.choice.allow('aws.profile', named);
    try {
      // First the profile: after it the source completes the choice, so that nothing in between is ever used.
      if (base.kind === 'profile') await eks.update('aws.profile', base.profile, target);
      if (base.kind === 'default') await eks.update('aws.profile', inWorkspace ? '' : undefined, target);
      await eks.update('aws.credentialSource', base.kind, vscode.ConfigurationTarget.Global);
    } catch (error) {
      throw settingsError(error, target);
    }
  }

  get region(): string | undefined {
    return this.choice.get('aws.region') || awsEnvironment(this.machine).region;
  }

  get kubeconfigAuthentication(): 'aws-cli' | 'service-account' {
    const value = vscode.workspace.getConfiguration('eks').get<string>('kubeconfig.authentication');
    return value === 'service-account' ? value : 'aws-cli';
  }

  get setsCurrentContext(): boolean {
    return vscode.workspace.getConfiguration('eks').get<boolean>('kubeconfig.setCurrentContext') ?? true;
  }

  /** VS Code's own, as it applies them to extensions. */
  get proxy(): ProxySettings {
    const http = vscode.workspace.getConfiguration('http');
    if (http.get('proxySupport') === 'off') return { kind: 'off' };
    const exceptions = [http.get<string | string[]>('noProxy', [])].flat();
    return { kind: 'on', url: http.get('proxy', ''), exceptions };
  }

  kubeconfigPath(folder: vscode.WorkspaceFolder): string {
    const setting = vscode.workspace.getConfiguration('eks', folder.uri).get<string>('kubeconfig.path', '');
    const { env, home } = this.machine;
    const folders = new Map(vscode.workspace.workspaceFolders?.map(({ name, uri }) => [name, uri.fsPath]));
    const path = expandKubeconfigPath(setting, { folder: folder.uri.fsPath, folders, env, home });
    return vscode.Uri.file(path).fsPath;
  }

  /**
   * The registry level by level, nearest first. VS Code does not merge arrays, hence `inspect`. In a window of one
   * folder the workspace's value is the folder's: it is reported once.
   */
  registries(): readonly LeveledRegistry[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const ofFolders = folders.map((folder) => {
      const value = vscode.workspace
        .getConfiguration('eks', folder.uri)
        .inspect('clusters')?.workspaceFolderValue;
      return { level: folderLevel(folder), ...readRegistry(value) };
    });
    const { workspaceFile } = vscode.workspace;
    const values = vscode.workspace.getConfiguration('eks').inspect('clusters');
    const ofWorkspace = workspaceFile
      ? [{ level: workspaceLevel(workspaceFile), ...readRegistry(values?.workspaceValue) }]
      : [];
    return [...ofFolders, ...ofWorkspace, { level: { kind: 'user' }, ...readRegistry(values?.globalValue) }];
  }

  /** What a folder's settings say about its environments, unchecked. */
  deploy(folder: vscode.WorkspaceFolder): unknown {
    return vscode.workspace.getConfiguration('eks', folder.uri).get('deploy');
  }

  /** Sets keys of an environment in the folder's own `eks.deploy`. Re-reads it directly before. */
  async setEnvironment(
    folder: vscode.WorkspaceFolder,
    environment: string,
    keys: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const eks = vscode.workspace.getConfiguration('eks', folder.uri);
    const value = withEnvironment(eks.inspect('deploy')?.workspaceFolderValue, environment, keys);
    const target = vscode.ConfigurationTarget.WorkspaceFolder;
    try {
      await eks.update('deploy', value, target);
    } catch (error) {
      throw settingsError(error, target);
    }
  }

  /** Milliseconds after which an operation is reported as taking longer than usual. */
  get provisioningLimitMs(): number {
    const minutes = ownSetting('provisioning.timeoutMinutes');
    return (typeof minutes === 'number' && minutes > 0 ? minutes : DEFAULT_LIMIT_MINUTES) * 60_000;
  }

  /** Whether a cluster's name has to be typed before it is deleted. */
  get deleteConfirmation(): 'enterName' | 'click' {
    const value = ownSetting('deleteConfirmation');
    return value === 'click' ? 'click' : 'enterName';
  }

  /** The initial value of *On failure* in the form. */
  get onFailure(): FailurePolicy {
    const value = ownSetting('provisioning.onFailure');
    return value === 'delete' ? 'delete' : 'keep';
  }

  /** Permissions boundary and path for every role that the extension creates. Validated where they are used. */
  get roleLimits(): RoleLimits {
    const text = (name: string) => {
      const value = ownSetting(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    return { permissionsBoundary: text('iam.permissionsBoundary'), rolePath: text('iam.rolePath') };
  }

  /** Environment scopes that other clusters of the level already have. */
  scopesAt(level: Level | undefined, except?: ClusterKey): readonly string[] {
    const registry = level && this.registries().find((candidate) => isSameLevel(candidate.level, level));
    return registry ? scopesOf(registry, except) : [];
  }

  /** Adds or updates one element; re-reads the value directly before, since another window may have written. */
  async register(level: Level, entry: ClusterEntry): Promise<void> {
    await this.change(level, (value) => withEntry(value, entry));
  }

  /** Changes that much of one element. @throws UserError where it has gone, or its new scope is taken */
  async amend(level: Level, cluster: ClusterKey, change: Partial<ClusterOptions>): Promise<void> {
    await this.change(level, (value) => withChange(value, cluster, change));
  }

  /** Removes one element, and leaves the others as they are. */
  async unregister(level: Level, cluster: ClusterKey): Promise<void> {
    await this.change(level, (value) => withoutEntry(value, cluster));
  }

  private async change(level: Level, edit: (value: unknown) => unknown): Promise<void> {
    const { resource, target } = place(level);
    const eks = vscode.workspace.getConfiguration('eks', resource);
    const value = valueAt(level, eks.inspect('clusters'));
    const edited = edit(value);
    if (edited === value) return;
    try {
      await eks.update('clusters', edited, target);
    } catch (error) {
      throw settingsError(error, target);
    }
  }
}

export function folderLevel(folder: vscode.WorkspaceFolder): Level {
  return { kind: 'folder', folder: folder.uri.toString(), name: folder.name };
}

export function workspaceLevel(workspaceFile: vscode.Uri): Level {
  return { kind: 'workspace', workspace: workspaceFile.toString() };
}

function place(level: Level): { resource?: vscode.Uri; target: vscode.ConfigurationTarget } {
  switch (level.kind) {
    case 'folder':
      return { resource: vscode.Uri.parse(level.folder), target: vscode.ConfigurationTarget.WorkspaceFolder };
    case 'workspace':
      return { target: vscode.ConfigurationTarget.Workspace };
    case 'user':
      return { target: vscode.ConfigurationTarget.Global };
  }
}

type Inspected = ReturnType<vscode.WorkspaceConfiguration['inspect']>;

function valueAt(level: Level, values: Inspected): unknown {
  switch (level.kind) {
    case 'folder':
      return values?.workspaceFolderValue;
    case 'workspace':
      return values?.workspaceValue;
    case 'user':
      return values?.globalValue;
  }
}

/** VS Code has no error codes here: its text for unsaved settings is all there is to tell the two apart. */
function settingsError(error: unknown, target: vscode.ConfigurationTarget) {
  if (error instanceof UserError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const isUnsaved = /unsaved|dirty/i.test(detail);
  return target === vscode.ConfigurationTarget.Global
    ? userError(isUnsaved ? 'user-settings-unsaved' : 'user-settings-broken', { detail })
    : userError(isUnsaved ? 'settings-unsaved' : 'settings-broken', { detail });
}
