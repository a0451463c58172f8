import { fileURLToPath } from 'node:url';
import type { Machine } from '../core/environment';
import { toUserError } from '../core/errors/to-user-error';
import type { Finding } from '../core/kubeconfig/finding';
import type { KubeconfigPort } from '../core/ports/kubeconfig';
import { kubeconfigVariable, ownKubeconfigs, refuseUnknownVariable } from './kubeconfig-path';
import type { Notifier } from './notify';
import type { FolderFile, TerminalConsent } from './terminal-consent';

export interface TerminalKubeconfigDeps {
  readonly kubeconfig: Pick<KubeconfigPort, 'examine'>;
  readonly consent: TerminalConsent;
  readonly notifier: Pick<Notifier, 'failure'>;
  /** Of the clusters that are configured in this window. */
  readonly clusterIds: () => readonly string[];
  /** Seals of the clusters that were written on this machine. */
  readonly written: () => ReadonlySet<string>;
  readonly machine: Machine;
}

type Decision =
  | { readonly kind: 'unused' }
  | { readonly kind: 'used'; readonly variable: string }
  /** The user was not asked about these, or refused them. */
  | { readonly kind: 'open' | 'refused'; readonly findings: readonly Finding[] };

/** `KUBECONFIG` for the terminals of folders: only while the file holds an entry of ours, and nothing unasked. */
export class TerminalKubeconfig {
  private readonly reported = new Set<string>();
  private readonly waiting = new Map<string, FolderFile>();
  private readonly busy = new Set<string>();

  constructor(private readonly deps: TerminalKubeconfigDeps) {}

  /**
   * After anything that may have changed the file. Without the user's answer the variable is not set; events that come
   * while the question is open have it looked at once more afterwards.
   */
  async update(file: FolderFile, set: (variable: string | undefined) => void): Promise<void> {
    this.waiting.set(file.folder, file);
    if (this.busy.has(file.folder)) return;
    this.busy.add(file.folder);
    try {
      for (let next = this.takeWaiting(file.folder); next; next = this.takeWaiting(file.folder))
        await this.applyDecision(next, set);
    } finally {
      this.busy.delete(file.folder);
    }
  }

  /** For a terminal that the user asks for: what was refused before is asked once more. @returns whether it is used */
  async request(file: FolderFile): Promise<boolean> {
    this.reported.clear();
    const decision = await this.decide(file);
    switch (decision.kind) {
      case 'used':
        return true;
      case 'unused':
        return false;
      case 'open':
      case 'refused':
        return (await this.deps.consent.ask(file, decision.findings)) && this.isUsed(file);
    }
  }

  /** The user wants it in terminals, or need not be asked. */
  async isUsed(file: FolderFile): Promise<boolean> {
    return (await this.decide(file)).kind === 'used';
  }

  private takeWaiting(folder: string): FolderFile | undefined {
    const next = this.waiting.get(folder);
    this.waiting.delete(folder);
    return next;
  }

  private async applyDecision(file: FolderFile, set: (variable: string | undefined) => void): Promise<void> {
    const decision = await this.decide(file);
    set(decision.kind === 'used' ? decision.variable : undefined);
    if (decision.kind !== 'open') return;
    // The file may have changed while the question was open.
    if (await this.deps.consent.ask(file, decision.findings)) await this.applyDecision(file, set);
  }

  private async decide(file: FolderFile): Promise<Decision> {
    const { kubeconfig, consent, clusterIds, written, machine } = this.deps;
    const ids = clusterIds();
    if (ids.length === 0) return { kind: 'unused' };
    try {
      refuseUnknownVariable(file.path, pathOf(file.folder));
      const variable = kubeconfigVariable(file.path, machine, pathOf(file.folder));
      const examination = await kubeconfig.examine(file.path, {
        clusterIds: ids,
        written,
        own: ownKubeconfigs(machine),
      });
      if (examination.kind === 'no-entry') return { kind: 'unused' };
      const { findings } = examination;
      const answer = consent.answerTo(file, findings);
      return answer === 'agreed' ? { kind: 'used', variable } : { kind: answer, findings };
    } catch (error) {
      this.reportOnce(error);
      return { kind: 'unused' };
    }
  }

  private reportOnce(error: unknown): void {
    const { message } = toUserError(error);
    if (this.reported.has(message)) return;
    this.reported.add(message);
    this.deps.notifier.failure(error);
  }
}

/** The path of a folder's URI; `undefined` if it is not on this machine. */
function pathOf(folder: string): string | undefined {
  return folder.startsWith('file:') ? fileURLToPath(folder) : undefined;
}
