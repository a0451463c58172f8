import * as l10n from '@vscode/l10n';
import { toUserError } from '../errors/to-user-error';
import type { Clock } from '../ports/clock';
import { EMPTY_DRAFT, type Draft, type DraftProblems } from '../cluster-form/draft';
import { trim } from '../cluster-form/trim-draft';
import type { Check, CheckPorts, CheckRow, CheckState } from './check';
import type { Finding } from './finding';

/** As long as one types a word: nobody is asked about half a name. */
const TYPING_MS = 500;

/** The checks, and what of a draft is too wrong to check with. Loaded when needed, as it knows all rules. */
export interface Checklist {
  readonly checks: readonly Check[];
  readonly problems: (draft: Draft) => DraftProblems;
}

/** With what it runs, and whom that asks. */
export interface Occasion extends Checklist {
  readonly ports: CheckPorts;
}

export interface Surroundings {
  readonly clock: Clock;
  /** Aborted when a check has taken too long. */
  readonly limit: () => AbortSignal;
  /** Told why a check knows nothing; the user is told in words. */
  readonly report: (error: unknown) => void;
  /** Told of all rows whenever one of them has changed. */
  readonly tell: (rows: readonly CheckRow[]) => void;
}

interface Run {
  /** The values that it is about. */
  readonly subject: string;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  state: CheckState;
}

/** Runs the checks side by side, each again when a field that it needs changes; what is late for that is dropped. */
export class Preflight {
  private runs = new Map<Check, Run>();
  private occasion: Occasion | undefined;
  private draft: Draft = EMPTY_DRAFT;

  constructor(private readonly around: Surroundings) {}

  get rows(): readonly CheckRow[] {
    const checks = this.occasion?.checks ?? [];
    return checks.flatMap((check) => {
      const run = this.runs.get(check);
      return run ? { id: check.id, title: check.title(), state: run.state } : [];
    });
  }

  /** Begins anew with a session. */
  begin(occasion: Occasion, draft: Draft): void {
    this.stopAll();
    this.occasion = occasion;
    this.draft = trim(draft);
    this.start(occasion, 0);
  }

  /** The session is not what the form shows any more. */
  end(): void {
    if (!this.occasion) return;
    this.stopAll();
    this.occasion = undefined;
    this.around.tell(this.rows);
  }

  /** The user has typed or chosen something. */
  update(draft: Draft): void {
    this.draft = trim(draft);
    if (this.occasion) this.start(this.occasion, TYPING_MS);
  }

  /** The role's policy, for instance, may have changed since. */
  again(): void {
    if (this.occasion) this.begin(this.occasion, this.draft);
  }

  /** All rows about this draft, once none is running any more. */
  async settled(draft: Draft): Promise<readonly CheckRow[]> {
    this.update(draft);
    while (this.rows.some(({ state }) => state.kind === 'running')) {
      await Promise.all([...this.runs.values()].map(({ ended }) => ended));
    }
    return this.rows;
  }

  private start({ checks, ports, ...occasion }: Occasion, delay: number): void {
    const problems = occasion.problems(this.draft);
    let hasChanged = false;
    for (const check of checks) {
      const subject = subjectOf(check, this.draft);
      const former = this.runs.get(check);
      if (former?.subject === subject) continue;
      former?.stop.abort(new Error('The form has changed.'));
      hasChanged = true;
      if (subject === undefined) {
        this.runs.delete(check);
        continue;
      }
      const missing = check.needs.filter((field) => problems[field]);
      const find = (stopped: AbortSignal) => this.find(check, ports, delay, stopped);
      this.runs.set(check, missing.length > 0 ? waiting(subject, missing) : this.run(subject, find));
    }
    if (hasChanged) this.around.tell(this.rows);
  }

  private run(subject: string, find: (stopped: AbortSignal) => Promise<Finding>): Run {
    const stop = new AbortController();
    const ended = find(stop.signal).then((finding) => {
      if (stop.signal.aborted) return;
      run.state = { kind: 'found', finding };
      this.around.tell(this.rows);
    });
    const run: Run = { subject, stop, ended, state: { kind: 'running' } };
    return run;
  }

  private async find(check: Check, ports: CheckPorts, delay: number, stopped: AbortSignal): Promise<Finding> {
    const { draft } = this;
    let tooLong: AbortSignal | undefined;
    try {
      if (delay > 0) await this.around.clock.sleep(delay, stopped);
      tooLong = this.around.limit();
      return await check.run(ports, draft, AbortSignal.any([stopped, tooLong]));
    } catch (error) {
      if (!stopped.aborted) this.around.report(error);
      return tooLong?.aborted ? unanswered() : nothingKnown(error);
    }
  }

  private stopAll(): void {
    for (const { stop } of this.runs.values()) stop.abort(new Error('The checks have ended.'));
    this.runs = new Map();
  }
}

/** `undefined` where the check has nothing to find out. */
function subjectOf({ needs, concerns }: Check, draft: Draft): string | undefined {
  if (concerns && !concerns(draft)) return undefined;
  return JSON.stringify(needs.map((field) => draft[field]));
}

function waiting(subject: string, missing: Extract<CheckState, { kind: 'waiting' }>['missing']): Run {
  const state: CheckState = { kind: 'waiting', missing };
  return { subject, stop: new AbortController(), ended: Promise.resolve(), state };
}

function unanswered(): Finding {
  return {
    kind: 'unknown',
    found: l10n.t('AWS did not answer in time.'),
    remedy: l10n.t('Check again; it does not keep you from creating the cluster.'),
    lists: [],
  };
}

/** A check that fails knows nothing: that says as little against the cluster as for it. */
function nothingKnown(error: unknown): Finding {
  const { message, remedy } = toUserError(error);
  return { kind: 'unknown', found: message, remedy, lists: [] };
}
