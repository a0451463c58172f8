import * as l10n from '@vscode/l10n';
import { toUserError } from '../errors/to-user-error';
import type { Clock } from '../ports/clock';
import { EMPTY_DRAFT, type Draft, type DraftProblems } from '../cluster-form/draft';
import { trim } from '../cluster-form/trim-draft';
import type { Check, CheckPorts, CheckRow, CheckState } from './check';
import type { Finding } from './finding';

/** About the time to type a word, so that no check runs for half a name. */
const DEBOUNCE_MS = 500;

/** The checks, and what of a draft is too wrong to check with. Loaded when needed, as it knows all rules. */
export interface CheckSet {
  readonly checks: readonly Check[];
  readonly problems: (draft: Draft) => DraftProblems;
}

/** With what it runs, and whom that asks. */
export interface CheckContext extends CheckSet {
  readonly ports: CheckPorts;
}

export interface PreflightDeps {
  readonly clock: Clock;
  /** Aborted when a check has taken too long. */
  readonly timeout: () => AbortSignal;
  /** Called with the error behind an unknown result, for the log. */
  readonly report: (error: unknown) => void;
  /** Told of all rows whenever one of them has changed. */
  readonly onChange: (rows: readonly CheckRow[]) => void;
}

interface CheckRun {
  /** The values that it is about. */
  readonly inputs: string;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  state: CheckState;
}

/** Runs the checks side by side, each again when a field that it needs changes; what is late for that is dropped. */
export class Preflight {
  private runs = new Map<Check, CheckRun>();
  private context: CheckContext | undefined;
  private draft: Draft = EMPTY_DRAFT;

  constructor(private readonly deps: PreflightDeps) {}

  get rows(): readonly CheckRow[] {
    const checks = this.context?.checks ?? [];
    return checks.flatMap((check) => {
      const run = this.runs.get(check);
      return run ? { id: check.id, title: check.title(), state: run.state } : [];
    });
  }

  /** Starts over with a session. */
  begin(context: CheckContext, draft: Draft): void {
    this.stopAll();
    this.context = context;
    this.draft = trim(draft);
    this.start(context, 0);
  }

  /** The session is not what the form shows any more. */
  end(): void {
    if (!this.context) return;
    this.stopAll();
    this.context = undefined;
    this.deps.onChange(this.rows);
  }

  /** The user has typed or chosen something. */
  update(draft: Draft): void {
    this.draft = trim(draft);
    if (this.context) this.start(this.context, DEBOUNCE_MS);
  }

  /** The role's policy, for instance, may have changed since. */
  rerun(): void {
    if (this.context) this.begin(this.context, this.draft);
  }

  /** All rows about this draft, once none is running any more. */
  async whenIdle(draft: Draft): Promise<readonly CheckRow[]> {
    this.update(draft);
    while (this.rows.some(({ state }) => state.kind === 'running')) {
      await Promise.all([...this.runs.values()].map(({ ended }) => ended));
    }
    return this.rows;
  }

  private start({ checks, ports, ...context }: CheckContext, delay: number): void {
    const problems = context.problems(this.draft);
    let hasChanged = false;
    for (const check of checks) {
      const subject = inputsOf(check, this.draft);
      const former = this.runs.get(check);
      if (former?.inputs === subject) continue;
      former?.stop.abort(new Error('The form has changed.'));
      hasChanged = true;
      if (subject === undefined) {
        this.runs.delete(check);
        continue;
      }
      const missing = check.needs.filter((field) => problems[field]);
      const find = (stopped: AbortSignal) => this.runCheck(check, ports, delay, stopped);
      this.runs.set(check, missing.length > 0 ? waiting(subject, missing) : this.startRun(subject, find));
    }
    if (hasChanged) this.deps.onChange(this.rows);
  }

  private startRun(subject: string, find: (stopped: AbortSignal) => Promise<Finding>): CheckRun {
    const stop = new AbortController();
    const ended = find(stop.signal).then((finding) => {
      if (stop.signal.aborted) return;
      run.state = { kind: 'found', finding };
      this.deps.onChange(this.rows);
    });
    const run: CheckRun = { inputs: subject, stop, ended, state: { kind: 'running' } };
    return run;
  }

  private async runCheck(
    check: Check,
    ports: CheckPorts,
    delay: number,
    stopped: AbortSignal,
  ): Promise<Finding> {
    const { draft } = this;
    let tooLong: AbortSignal | undefined;
    try {
      if (delay > 0) await this.deps.clock.sleep(delay, stopped);
      tooLong = this.deps.timeout();
      return await check.run(ports, draft, AbortSignal.any([stopped, tooLong]));
    } catch (error) {
      if (!stopped.aborted) this.deps.report(error);
      return tooLong?.aborted ? unanswered() : nothingKnown(error);
    }
  }

  private stopAll(): void {
    for (const { stop } of this.runs.values()) stop.abort(new Error('The checks have ended.'));
    this.runs = new Map();
  }
}

/** `undefined` where the check has nothing to find out. */
function inputsOf({ needs, appliesTo }: Check, draft: Draft): string | undefined {
  if (appliesTo && !appliesTo(draft)) return undefined;
  return JSON.stringify(needs.map((field) => draft[field]));
}

function waiting(subject: string, missing: Extract<CheckState, { kind: 'waiting' }>['missing']): CheckRun {
  const state: CheckState = { kind: 'waiting', missing };
  return { inputs: subject, stop: new AbortController(), ended: Promise.resolve(), state };
}

function unanswered(): Finding {
  return {
    kind: 'unknown',
    found: l10n.t('AWS did not answer in time.'),
    remedy: l10n.t('Check again. This does not prevent you from creating the cluster.'),
    lists: [],
  };
}

/** A check that fails knows nothing: that says as little against the cluster as for it. */
function nothingKnown(error: unknown): Finding {
  const { message, remedy } = toUserError(error);
  return { kind: 'unknown', found: message, remedy, lists: [] };
}
