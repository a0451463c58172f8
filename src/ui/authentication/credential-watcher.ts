import * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import type { AwsPort } from '../../core/ports/aws';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';

/** What {@link CredentialWatcher} is given. */
export interface CredentialWatcherDeps {
  readonly aws: () => Promise<AwsPort>;
  readonly settings: Settings;
  readonly sessions: Sessions;
  /** A region of the partition in use. */
  readonly region: () => string;
  /** Fires when AWS's config files change. */
  readonly onDidChangeFiles: vscode.Event<void>;
  /** Called when the base identity changed. Holders of the old one must drop it. */
  readonly onDidChangeIdentity: () => void;
  readonly report: Report;
}

/** Detects when the base identity changes, by the settings or by AWS's config files. */
export class CredentialWatcher implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;
  private base: string;
  private round: 'none' | 'running' | 'once more' = 'none';

  constructor(private readonly deps: CredentialWatcherDeps) {
    this.base = this.readBase();
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(() => this.compareSettings()),
      deps.onDidChangeFiles(() => inBackground(() => this.checkIdentity(), deps.report)),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private compareSettings(): void {
    const base = this.readBase();
    if (base === this.base) return;
    this.base = base;
    this.deps.onDidChangeIdentity();
  }

  /** Runs once at a time. Changes during a run cause exactly one more run. */
  private async checkIdentity(): Promise<void> {
    if (this.round !== 'none') {
      this.round = 'once more';
      return;
    }
    try {
      do {
        this.round = 'running';
        if (await this.hasChanged()) this.deps.onDidChangeIdentity();
      } while (this.shouldRerun());
    } finally {
      this.round = 'none';
    }
  }

  private shouldRerun(): boolean {
    return this.round === 'once more';
  }

  /** Most changes are about other profiles, so the identity is compared. Never asks the user for an MFA code. */
  private async hasChanged(): Promise<boolean> {
    const { sessions, region } = this.deps;
    const { lastCaller } = sessions;
    switch (lastCaller.kind) {
      case 'unknown':
        return false;
      case 'failed':
        return true;
      case 'known': {
        if (await this.needsMfaCode()) return false;
        const now = await sessions
          .callerIdentity(region(), new AbortController().signal)
          .catch(() => undefined);
        return now?.arn !== lastCaller.arn;
      }
    }
  }

  private async needsMfaCode(): Promise<boolean> {
    const profile = this.deps.settings.profileInUse;
    const profiles = await (await this.deps.aws()).profiles().catch(() => []);
    return profiles.some(({ name, asks }) => name === profile && asks === 'mfaCode');
  }

  private readBase(): string {
    return JSON.stringify(this.deps.settings.baseCredentials);
  }
}
