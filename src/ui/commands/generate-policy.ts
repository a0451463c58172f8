import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  formatOf,
  handoutOf,
  type Known,
  OFFERS,
  type Subject,
  usualWishes,
  type Wishes,
} from '../../core/iam-export';
import type { Notifier } from '../notify';
import { insertOrOpen } from '../insert-or-open';
import { MultiStepInput } from '../multi-step-input';
import { PolicyQuestions } from './policy-questions';

export interface GeneratePolicyDeps {
  readonly known: () => Promise<Known>;
  readonly notifier: Notifier;
}

/** *Generate IAM Policy…*: policies, trusts and roles for a cloud team. It asks nobody but the user. */
export class GeneratePolicy {
  /** What the user chose and typed since the window was opened, and what the form said then. */
  private chosen: Partial<Wishes> = {};
  private lastKnown: Known | undefined;

  constructor(private readonly deps: GeneratePolicyDeps) {}

  /** @param about a subject that another command begins with; the user is asked all the same */
  async run(about?: unknown): Promise<void> {
    const known = await this.deps.known();
    const subject = (Object.keys(OFFERS) as Subject[]).find((offered) => offered === about);
    this.chosen = {
      ...keepUnlessChanged(this.chosen, this.lastKnown, known),
      ...(subject && { subject, format: formatOf(subject, 'json') }),
    };
    this.lastKnown = known;
    const questions = new PolicyQuestions(
      (about) => usualWishes(known, about),
      this.chosen,
      (changed) => {
        this.chosen = { ...this.chosen, ...changed };
      },
    );
    if (!(await new MultiStepInput(() => questions.questions()).run())) return;
    const handout = handoutOf(questions.wishes);
    const where = await insertOrOpen(handout);
    const copy = { title: l10n.t('Copy'), run: () => vscode.env.clipboard.writeText(handout.text) };
    this.deps.notifier.info([NOTICES[where](), ...placeholderNotice(handout.text)].join(' '), copy);
  }
}

const NOTICES = {
  inserted: () => l10n.t('Inserted where the cursor was.'),
  opened: () => l10n.t('Opened as a new document.'),
};

/** What the user or the cloud team has to fill in, in a sentence. */
function placeholderNotice(text: string): readonly string[] {
  const placeholders = [...new Set(text.match(/\bYOUR(?:-[A-Z]+)+/g))];
  if (placeholders.length === 0) return [];
  return [l10n.t('Replace these before you use it: {0}.', placeholders.join(', '))];
}

/** What was typed counts until the form says something else about the same thing: the form is newer. */
function keepUnlessChanged(chosen: Partial<Wishes>, before: Known | undefined, now: Known): Partial<Wishes> {
  if (!before) return chosen;
  const subject = chosen.subject ?? 'provision-policy';
  const [former, current] = [usualWishes(before, subject), usualWishes(now, subject)];
  const isSame = (key: string) =>
    String(former[key as keyof Wishes]) === String(current[key as keyof Wishes]);
  return Object.fromEntries(Object.entries(chosen).filter(([key]) => isSame(key)));
}
