import * as l10n from '@vscode/l10n';
import { counted } from '../../src/core/counted';
import { durationText } from '../../src/core/duration-text';
import { elapsedText } from '../../src/core/operation/duration';
import type { OperationState, OperationView } from '../../src/core/operation/view';
import { h, setAttributes, setText } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { divider } from '../toolkit';
import { Outcome } from './outcome';
import { ResourceTable } from './resource-table';
import { StepList } from './step-list';

/** What becomes of the cluster that the form asked for. @param now milliseconds since the epoch */
export function progressSection(dispatch: Dispatch, now: () => number): View {
  const title = h('h2', { id: 'progress', tabindex: '-1' });
  const bar = h('progress', { 'aria-labelledby': 'progress' });
  const counts = h('span');
  const clock = new ElapsedTime(now);
  const steps = new StepList();
  const resources = new ResourceTable();
  const outcome = new Outcome(dispatch);
  const element = h(
    'section',
    { class: 'section', 'aria-labelledby': 'progress', hidden: true },
    title,
    outcome.element,
    bar,
    h('p', { class: 'hint actions' }, counts, clock.element),
    steps.element,
    resources.element,
    divider(),
  );
  return {
    element,
    update({ state: { operation } }) {
      element.hidden = operation === undefined;
      clock.follow(operation);
      if (!operation) return;
      setText(title, headline(operation));
      setAttributes(bar, { max: String(Math.max(operation.total, 1)), value: String(operation.done) });
      bar.hidden = operation.state.kind !== 'running';
      setText(counts, countsText(operation));
      const untouched = untouchedText(operation);
      steps.update({ rows: operation.steps, untouched });
      resources.update({ rows: operation.resources, untouched });
      outcome.update(operation);
    },
  };
}

function headline({ kind, state, clusterName, region }: OperationView): string {
  const isCreation = kind === 'create';
  switch (state.kind) {
    case 'running':
      return isCreation
        ? l10n.t('Creating {0} in {1}', clusterName, region)
        : l10n.t('Deleting {0} in {1}', clusterName, region);
    case 'unattached':
      return isCreation
        ? l10n.t('{0} is finished, not yet attached', clusterName)
        : l10n.t('{0} is deleted, and still configured', clusterName);
    case 'succeeded':
      return l10n.t('{0} is ready', clusterName);
    case 'deleted':
      return l10n.t('{0} is deleted', clusterName);
    case 'forgotten':
    case 'kept':
    case 'failed':
      return isCreation
        ? l10n.t('{0} could not be created', clusterName)
        : l10n.t('{0} could not be deleted', clusterName);
  }
}

/** Nothing, where nothing is known of any resource. */
function countsText({ kind, done, total }: OperationView): string {
  if (total === 0) return '';
  if (kind === 'delete')
    return counted(total, {
      one: l10n.t('{0} of 1 resource deleted', done),
      many: l10n.t('{0} of {1} resources deleted', done, total),
    });
  return counted(total, {
    one: l10n.t('{0} of 1 resource done', done),
    many: l10n.t('{0} of {1} resources done', done, total),
  });
}

/** What is still to come while it runs, and does not come any more once it has ended. */
function untouchedText({ state }: OperationView): string {
  return state.kind === 'running' || state.kind === 'unattached' ? l10n.t('Waiting') : l10n.t('Not reached');
}

/** How long an operation has been running, second by second; a screen reader is not told each of them. */
class ElapsedTime {
  readonly element = h('span', { class: 'number' });
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly now: () => number) {}

  follow(operation: OperationView | undefined): void {
    clearInterval(this.timer);
    if (!operation) return;
    this.show(operation);
    if (operation.state.kind === 'running') this.timer = setInterval(() => this.show(operation), 1000);
  }

  private show({ startedAt, usualMs, state }: OperationView): void {
    const elapsedMs = (endOf(state) ?? this.now()) - startedAt;
    setText(
      this.element,
      state.kind === 'running' ? elapsedText({ ...state, elapsedMs }, usualMs) : durationText(elapsedMs),
    );
  }
}

function endOf(state: OperationState): number | undefined {
  if ('failedAt' in state) return state.failedAt;
  return 'endedAt' in state ? state.endedAt : undefined;
}
