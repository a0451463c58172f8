import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Finding } from '../core/kubeconfig/finding';
import type { Detail, Notifier } from './notify';

const KEY = 'terminal.kubeconfig.answers';
/** With more findings than this, all of them count as one. */
const MANY = 100;

/** A folder of the workspace and its kubeconfig. */
export interface FolderFile {
  /** The folder's URI. */
  readonly folder: string;
  readonly path: string;
}

/** Describes the findings in text. Loaded when there is something to ask. */
export type DescribeFindings = (findings: readonly Finding[]) => Promise<Detail>;

/** Findings that were agreed to and refused, each by its hash. */
interface Answers {
  readonly path: string;
  readonly agreed: readonly string[];
  readonly refused: readonly string[];
}

/** Whether the user wants a folder's kubeconfig in terminals, for all that was found in it. Asked once for each finding. */
export class TerminalConsent {
  private readonly questions = new Map<string, Promise<boolean>>();

  constructor(
    private readonly memory: Pick<vscode.Memento, 'get' | 'update'>,
    private readonly notifier: Pick<Notifier, 'confirm'>,
    private readonly describe: DescribeFindings,
  ) {}

  /** `open` where something was found that the user was not asked about. */
  answerTo(file: FolderFile, findings: readonly Finding[]): 'agreed' | 'refused' | 'open' {
    const { agreed, refused } = this.answersFor(file);
    const others = hashes(findings).filter((hash) => !agreed.includes(hash));
    if (others.length === 0) return 'agreed';
    return others.every((hash) => refused.includes(hash)) ? 'refused' : 'open';
  }

  /** Asks, also again; where the same question is open already, its answer counts. */
  async ask(file: FolderFile, findings: readonly Finding[]): Promise<boolean> {
    const asked = hashes(findings);
    const key = JSON.stringify([file, asked]);
    const open = this.questions.get(key) ?? this.prompt(file, findings, asked);
    this.questions.set(key, open);
    try {
      return await open;
    } finally {
      this.questions.delete(key);
    }
  }

  private async prompt(
    file: FolderFile,
    findings: readonly Finding[],
    asked: readonly string[],
  ): Promise<boolean> {
    const isAgreed = await this.notifier.confirm({
      question: l10n.t('Use {0} in this folder’s terminals?', file.path),
      detail: await this.describe(findings),
      agree: l10n.t('Use It'),
    });
    const { agreed } = this.answersFor(file);
    const answers: Answers = isAgreed
      ? { path: file.path, agreed: asked, refused: [] }
      : { path: file.path, agreed, refused: asked };
    await this.memory.update(KEY, { ...this.allAnswers(), [file.folder]: answers });
    return isAgreed;
  }

  private answersFor({ folder, path }: FolderFile): Answers {
    const answers = this.allAnswers()[folder];
    return answers?.path === path ? answers : { path, agreed: [], refused: [] };
  }

  private allAnswers(): Readonly<Record<string, Answers>> {
    return this.memory.get<Readonly<Record<string, Answers>>>(KEY, {});
  }
}

/**
 * `kubectl config use-context` writes the current context into the first file: where no commit changes that file, the
 * user did, and agrees once to whatever it will be.
 */
function hashes(findings: readonly Finding[]): readonly string[] {
  const isTracked = findings.some(({ kind }) => kind === 'tracked');
  const facts = findings.map((finding) =>
    JSON.stringify(finding.kind === 'current-context' && !isTracked ? finding.kind : finding),
  );
  const told = facts.length > MANY ? [JSON.stringify(facts)] : facts;
  return told.map((fact) => createHash('sha256').update(fact).digest('hex').slice(0, 32));
}
