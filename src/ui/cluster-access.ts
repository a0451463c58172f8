import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { parseRoleArn } from '../core/arn';
import { userError } from '../core/errors/catalogue';
import { Emitter } from '../core/emitter';
import type { Operation } from '../core/operation/operation';
import { isAttached, type ClusterEntry, type EksEntry } from '../core/registry/entry';
import {
  credentialUseKey,
  credentialUsesOf,
  credentialUsesOfOperation,
  type CredentialUse,
} from '../core/registry/credential-use';
import type { Notifier } from './notify';
import type { Settings } from './settings';

const ALLOWED = 'clusters.access.allowed';
const WITHDRAWN = 'clusters.access.withdrawn';

type Memento = Pick<vscode.Memento, 'get' | 'update'>;

interface AccessMemory {
  readonly globalState: Memento;
  readonly workspaceState: Memento;
}

interface ClusterAccessDeps {
  readonly memory: AccessMemory;
  readonly notifier: Pick<Notifier, 'confirm'>;
  readonly settings: Pick<Settings, 'registries'>;
  /** All that this machine knows of, in progress and ended. */
  readonly operations: () => Promise<readonly Operation[]>;
}

/**
 * Which roles, profiles and accounts may be used for clusters. The settings of a folder or workspace come from a
 * repository: what they name is used only where the user's own settings name it too, an operation of this machine used
 * it, the user added the cluster here, or the user agreed.
 */
export class ClusterAccess {
  private readonly changed = new Emitter<undefined>();
  private readonly asking = new Map</* cluster's means */ string, Promise<boolean>>();
  private reading: Promise<readonly Operation[]> | undefined;
  /** Fires when access was allowed or withdrawn. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: ClusterAccessDeps) {}

  /** Directly before anything is sent. @throws UserError where the user has not allowed it */
  async check(entry: EksEntry): Promise<void> {
    if ((await this.missing(entry)).length > 0) throw userError('access-not-allowed', { name: entry.name });
  }

  /** For commands: asks the user if access is not decided yet. @returns whether access is allowed */
  async ask(entry: ClusterEntry): Promise<boolean> {
    if (isAttached(entry)) return true;
    const missing = await this.missing(entry);
    if (missing.length === 0) return true;
    const key = missing.map(credentialUseKey).join('\n');
    const asked = this.asking.get(key) ?? this.question(entry, missing);
    this.asking.set(key, asked);
    try {
      return await asked;
    } finally {
      this.asking.delete(key);
    }
  }

  /** The entries whose access is allowed. */
  async allowed(entries: readonly EksEntry[]): Promise<readonly EksEntry[]> {
    const missing = await Promise.all(entries.map((entry) => this.missing(entry)));
    return entries.filter((_, index) => missing[index]?.length === 0);
  }

  /** *Review Access…*: allows what is not allowed yet, or takes back what is. */
  async review(entry: EksEntry): Promise<void> {
    const means = credentialUsesOf(entry);
    if ((await this.missing(entry)).length > 0) {
      await this.ask(entry);
      return;
    }
    const isWithdrawn = await this.deps.notifier.confirm({
      question: l10n.t('Stop using this access for cluster {0}?', entry.name),
      detail: [means.map(meansText), l10n.t('It will not be used again until you allow it.')],
      agree: l10n.t('Stop Using It'),
    });
    if (isWithdrawn) await this.withdraw(means);
  }

  /** The user has added the cluster on this machine. */
  async allow(entry: ClusterEntry): Promise<void> {
    if (!isAttached(entry)) await this.keep(credentialUsesOf(entry));
  }

  private async question(entry: EksEntry, missing: readonly CredentialUse[]): Promise<boolean> {
    const agreed = await this.deps.notifier.confirm({
      question: l10n.t('Allow this access to cluster {0}?', entry.name),
      detail: [
        missing.map(meansText),
        l10n.t(
          'The workspace settings specify it, and it has not been used on this machine before. The role’s owner will see your External ID, your user name and your IP address. Allow it only if you know the account.',
        ),
      ],
      agree: l10n.t('Allow'),
    });
    if (agreed) await this.keep(missing);
    return agreed;
  }

  private async missing(entry: EksEntry): Promise<readonly CredentialUse[]> {
    const withdrawn = new Set(this.kept(WITHDRAWN));
    const own = this.deps.settings.registries().filter(({ level }) => level.kind === 'user');
    const entries = own.flatMap((registry) => registry.entries);
    const ownMeans = entries.flatMap((each) => (isAttached(each) ? [] : credentialUsesOf(each)));
    const known = new Set([...ownMeans.map(credentialUseKey), ...this.kept(ALLOWED)]);
    const isKnown = (means: CredentialUse) =>
      known.has(credentialUseKey(means)) && !withdrawn.has(credentialUseKey(means));
    if (credentialUsesOf(entry).every(isKnown)) return [];
    for (const used of (await this.operations()).flatMap(credentialUsesOfOperation))
      known.add(credentialUseKey(used));
    return credentialUsesOf(entry).filter((means) => !isKnown(means));
  }

  /** Reads the journal once for many concurrent requests. */
  private operations(): Promise<readonly Operation[]> {
    this.reading ??= this.deps.operations().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async keep(means: readonly CredentialUse[]): Promise<void> {
    const keys = means.map(credentialUseKey);
    if (keys.every((key) => this.kept(ALLOWED).includes(key) && !this.kept(WITHDRAWN).includes(key))) return;
    await this.change(means, { from: WITHDRAWN, to: ALLOWED });
  }

  private withdraw(means: readonly CredentialUse[]): Promise<void> {
    return this.change(means, { from: ALLOWED, to: WITHDRAWN });
  }

  private async change(
    means: readonly CredentialUse[],
    { from, to }: { from: string; to: string },
  ): Promise<void> {
    for (const each of means) {
      const [memento, key] = [this.mementoOf(each), credentialUseKey(each)];
      const others = (list: string) => listIn(memento, list).filter((other) => other !== key);
      await memento.update(from, others(from));
      await memento.update(to, [...others(to), key]);
    }
    this.changed.fire(undefined);
  }

  /** A profile is allowed for one workspace; roles and accounts are allowed everywhere. */
  private mementoOf({ kind }: CredentialUse): Memento {
    const { globalState, workspaceState } = this.deps.memory;
    return kind === 'profile' ? workspaceState : globalState;
  }

  private kept(list: string): readonly string[] {
    const { globalState, workspaceState } = this.deps.memory;
    return [globalState, workspaceState].flatMap((memento) => listIn(memento, list));
  }
}

function listIn(memento: Memento, list: string): readonly string[] {
  return memento.get<readonly string[]>(list, []);
}

function meansText(means: CredentialUse): string {
  switch (means.kind) {
    case 'role': {
      const account = parseRoleArn(means.roleArn)?.accountId ?? '';
      return l10n.t('Role {0} in account {1}', means.roleArn, account);
    }
    case 'profile':
      return l10n.t('Your AWS profile {0}, including any program it runs to sign in', means.profile);
    case 'account':
      return l10n.t('Your own credentials, in account {0} and region {1}', means.accountId, means.region);
  }
}
