import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground, type Report } from '../core/background';
import type { Notifier } from './notify';

const ALLOWED = 'workspace.choice.allowed';
const ASKED = 'workspace.choice.asked';

/** Settings that a repository can contain and that decide which credentials are used where. */
export type ChoiceSetting = 'aws.profile' | 'aws.region';
const SETTINGS: readonly ChoiceSetting[] = ['aws.profile', 'aws.region'];

interface ChoiceDeps {
  readonly notifier: Pick<Notifier, 'info'>;
  /** Called when the workspace's value takes effect. */
  readonly onAllowed: () => Promise<void>;
  readonly report: Report;
}

/**
 * What a workspace chooses of AWS in place of the user. A profile may start a program or a sign-in, and a region decides
 * whom a signed request is sent to: the workspace's choice counts once the user has agreed, until then the user's own.
 */
export class WorkspaceChoice {
  constructor(private readonly memory: Pick<vscode.Memento, 'get' | 'update'>) {}

  /** The value that counts. */
  get(setting: ChoiceSetting): string | undefined {
    const { chosen, own } = valuesOf(setting);
    return chosen !== undefined && chosen !== own && this.isAllowed(setting, chosen) ? chosen : own;
  }

  /** The user has chosen it for this workspace. */
  async allow(setting: ChoiceSetting, value: string): Promise<void> {
    await this.memory.update(ALLOWED, { ...this.memory.get<object>(ALLOWED, {}), [setting]: value });
  }

  /** Asks about what this workspace chooses, once, now and whenever it chooses something else. */
  follow(deps: ChoiceDeps): vscode.Disposable {
    const offer = () => inBackground(() => this.offer(deps), deps.report);
    offer();
    return vscode.Disposable.from(
      vscode.workspace.onDidGrantWorkspaceTrust(offer),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('eks.aws')) offer();
      }),
    );
  }

  private async offer({ notifier, onAllowed }: ChoiceDeps): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const pending = SETTINGS.flatMap((setting) => this.pending(setting));
    const asked = JSON.stringify(pending);
    if (pending.length === 0 || this.memory.get(ASKED) === asked) return;
    await this.memory.update(ASKED, asked);
    const names = pending.map(({ setting, value }) => `eks.${setting} ${value === '' ? '""' : value}`);
    const text = l10n.t(
      'The workspace settings choose how you access AWS: {0}. Your own choice is used until you allow this.',
      names.join(', '),
    );
    const run = async () => {
      for (const { setting, value } of pending) await this.allow(setting, value);
      await onAllowed();
    };
    notifier.info(text, { title: l10n.t('Use the Workspace’s Choice'), run });
  }

  private pending(setting: ChoiceSetting): readonly { setting: ChoiceSetting; value: string }[] {
    const { chosen, own } = valuesOf(setting);
    if (chosen === undefined || chosen === own || this.isAllowed(setting, chosen)) return [];
    return [{ setting, value: chosen }];
  }

  private isAllowed(setting: ChoiceSetting, value: string): boolean {
    return this.memory.get<Readonly<Record<string, unknown>>>(ALLOWED, {})[setting] === value;
  }
}

function valuesOf(setting: ChoiceSetting): { readonly chosen?: string; readonly own?: string } {
  const values = vscode.workspace.getConfiguration('eks').inspect(setting);
  const chosen = values?.workspaceFolderValue ?? values?.workspaceValue;
  return { chosen: textOf(chosen), own: textOf(values?.globalValue ?? values?.defaultValue) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() : undefined;
}
