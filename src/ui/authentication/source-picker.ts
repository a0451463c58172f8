import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import { toUserError } from '../../core/errors/to-user-error';
import { plain, shownItem, type ShownItem } from '../quick-input';
import type { Item } from '../quick-item';
import type { BaseCredentials, CallerIdentity } from '../../core/sign-in/provision-role';
import { describeResult, isSameSource, type Source, type SourceResult } from '../../core/sign-in/sources';

/** Time limit for identifying each source. They run in parallel. */
const TRIAL_LIMIT_MS = 10_000;

export interface PickerDeps {
  readonly sources: () => Promise<readonly Source[]>;
  readonly inUse: BaseCredentials;
  readonly identify: (base: BaseCredentials, signal: AbortSignal) => Promise<CallerIdentity>;
  /** Fires when the files that the sources are read from change. */
  readonly onDidChange: vscode.Event<void>;
  readonly report: Report;
}

export type Picked =
  | { readonly kind: 'use'; readonly base: BaseCredentials }
  | { readonly kind: 'newAccessKey' }
  | { readonly kind: 'forgetAccessKey' };

interface Row extends Item {
  readonly source: Source;
}

/**
 * Shows the credential sources, and the identity of each as answers arrive. @returns `undefined` when none was chosen
 */
export async function pickSource(deps: PickerDeps): Promise<Picked | undefined> {
  const picker = vscode.window.createQuickPick<ShownItem<Row>>();
  picker.title = l10n.t('Credentials That Assume the Provision Role');
  picker.placeholder = l10n.t('Where do your AWS credentials come from?');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  // Stays open while the user edits a config file or signs in with another tool: the list follows both.
  picker.ignoreFocusOut = true;
  picker.busy = true;
  const list = new SourceList(picker, deps);
  const load = () => inBackground(() => list.load(), deps.report);
  const changes = deps.onDidChange(load);
  try {
    const picked = waitForChoice(picker);
    picker.show();
    load();
    return await picked;
  } finally {
    changes.dispose();
    list.dispose();
    picker.dispose();
  }
}

function waitForChoice(picker: vscode.QuickPick<ShownItem<Row>>): Promise<Picked | undefined> {
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const [row] = picker.selectedItems;
      if (row) resolve({ kind: 'use', base: row.item.source.base });
    });
    picker.onDidTriggerItemButton(({ button }) => {
      resolve({ kind: (button as KeyButton).choice });
    });
    picker.onDidHide(() => resolve(undefined));
  });
}

/** A button of the access key's row. */
interface KeyButton extends vscode.QuickInputButton {
  readonly choice: 'newAccessKey' | 'forgetAccessKey';
}

function keyButtons(): readonly KeyButton[] {
  return [
    {
      choice: 'newAccessKey',
      iconPath: new vscode.ThemeIcon('edit'),
      tooltip: l10n.t('Enter Another Access Key'),
    },
    {
      choice: 'forgetAccessKey',
      iconPath: new vscode.ThemeIcon('trash'),
      tooltip: l10n.t('Forget the Access Key'),
    },
  ];
}

/** The rows of the picker, updated as answers arrive. */
class SourceList {
  private trials = new Map<Source, SourceResult>();
  private round = new AbortController();

  constructor(
    private readonly picker: vscode.QuickPick<ShownItem<Row>>,
    private readonly deps: PickerDeps,
  ) {}

  /** Reads and identifies all sources. Cancels an earlier run. */
  async load(): Promise<void> {
    this.round.abort();
    const { signal } = (this.round = new AbortController());
    this.picker.busy = true;
    const sources = await this.deps.sources().catch((error: unknown) => {
      this.picker.placeholder = plain(toUserError(error).message);
      return [];
    });
    if (signal.aborted) return;
    this.trials = new Map(sources.map((source) => [source, { kind: 'asking' }]));
    this.show();
    const harmless = sources.filter(({ trial }) => trial === 'harmless');
    await Promise.all(harmless.map((source) => this.identify(source, signal)));
    if (signal === this.round.signal) this.picker.busy = false;
  }

  dispose(): void {
    this.round.abort();
  }

  private async identify(source: Source, round: AbortSignal): Promise<void> {
    const limit = AbortSignal.timeout(TRIAL_LIMIT_MS);
    const trial = await this.deps.identify(source.base, AbortSignal.any([limit, round])).then(
      ({ accountId, arn }): SourceResult => ({ kind: 'known', accountId, arn }),
      (error: unknown): SourceResult => ({ kind: 'failed', reason: reason(error, limit) }),
    );
    if (round.aborted) return;
    this.trials.set(source, trial);
    this.show();
  }

  /** Keeps the active row, since VS Code focuses the first of new items. */
  private show(): void {
    const { inUse } = this.deps;
    const isFirst = this.picker.items.length === 0;
    const active = isFirst ? inUse : this.picker.activeItems[0]?.item.source.base;
    const rows = [...this.trials].map(([source, trial]) => shownItem(this.row(source, trial)));
    this.picker.items = rows;
    this.picker.activeItems = rows.filter(
      ({ item: { source } }) => active && isSameSource(source.base, active),
    );
  }

  private row(source: Source, trial: SourceResult): Row {
    const isInUse = isSameSource(source.base, this.deps.inUse);
    const isKept = source.base.kind === 'accessKey' && source.trial === 'harmless';
    return {
      source,
      label: source.label,
      icon: isInUse ? 'check' : undefined,
      description: isInUse ? l10n.t('{0} · in use', source.description) : source.description,
      detail: describeResult(source, trial),
      buttons: isKept ? keyButtons() : [],
    };
  }
}

function reason(error: unknown, limit: AbortSignal): string {
  return limit.aborted
    ? l10n.t('No response within {0} seconds.', TRIAL_LIMIT_MS / 1000)
    : toUserError(error).message;
}
