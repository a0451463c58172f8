import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  supportedFormat,
  generateDocument,
  type ExportContext,
  EXPORT_KINDS,
  type ExportKind,
  defaultOptions,
  type ExportOptions,
} from '../../core/iam-export';
import type { Notifier } from '../notify';
import { insertOrOpen } from '../insert-or-open';
import { MultiStepInput } from '../multi-step-input';
import { PolicyQuestions } from './policy-questions';

export interface GeneratePolicyDeps {
  readonly known: () => Promise<ExportContext>;
  readonly notifier: Notifier;
}

/** *Generate IAM Policy…*: policies, trusts and roles for a cloud team. Sends no request. */
export class GeneratePolicy {
  /** The answers of the user since the window was opened, and the values of the form at that time. */
  private chosen: Partial<ExportOptions> = {};
  private lastKnown: ExportContext | undefined;

  constructor(private readonly deps: GeneratePolicyDeps) {}

  /** @param about the kind of document that another command suggests; the user is still asked */
  async run(about?: unknown): Promise<void> {
    const known = await this.deps.known();
    const subject = (Object.keys(EXPORT_KINDS) as ExportKind[]).find((offered) => offered === about);
    this.chosen = {
      ...keepUnlessChanged(this.chosen, this.lastKnown, known),
      ...(subject && { kind: subject, format: supportedFormat(subject, 'json') }),
    };
    this.lastKnown = known;
    const questions = new PolicyQuestions(
      (about) => defaultOptions(known, about),
      this.chosen,
      (changed) => {
        this.chosen = { ...this.chosen, ...changed };
      },
    );
    if (!(await new MultiStepInput(() => questions.questions()).run())) return;
    const generated = generateDocument(questions.options);
    const where = await insertOrOpen(generated);
    const copy = { title: l10n.t('Copy'), run: () => vscode.env.clipboard.writeText(generated.text) };
    this.deps.notifier.info([NOTICES[where](), ...placeholderNotice(generated.text)].join(' '), copy);
  }
}

const NOTICES = {
  inserted: () => l10n.t('Inserted at the cursor.'),
  opened: () => l10n.t('Opened as a new document.'),
};

/** A sentence that names the placeholders to replace. */
function placeholderNotice(text: string): readonly string[] {
  const placeholders = [...new Set(text.match(/\bYOUR(?:-[A-Z]+)+/g))];
  if (placeholders.length === 0) return [];
  return [l10n.t('Replace these before you use it: {0}.', placeholders.join(', '))];
}

/** Keeps answers unless the value in the form has changed since, which is newer. */
function keepUnlessChanged(
  chosen: Partial<ExportOptions>,
  before: ExportContext | undefined,
  now: ExportContext,
): Partial<ExportOptions> {
  if (!before) return chosen;
  const subject = chosen.kind ?? 'provision-policy';
  const [former, current] = [defaultOptions(before, subject), defaultOptions(now, subject)];
  const isSame = (key: string) =>
    String(former[key as keyof ExportOptions]) === String(current[key as keyof ExportOptions]);
  return Object.fromEntries(Object.entries(chosen).filter(([key]) => isSame(key)));
}
