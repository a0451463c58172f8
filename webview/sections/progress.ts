import * as l10n from '@vscode/l10n';
import { durationText } from '../../src/core/duration-text';
import { elapsedText } from '../../src/core/operation/elapsed-text';
import type { OperationState, OperationView } from '../../src/core/operation/view';
import { h, setAttributes, setText } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
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
      setText(counts, l10n.t('{0} of {1} resources done', operation.done, operation.total));
      steps.update(operation.steps);
      resources.update(operation.resources);
      outcome.update(operation.state);
    },
  };
}

function headline({ state, clusterName, region }: OperationView): string {
  switch (state.kind) {
    case 'running':
      return l10n.t('Creating {0} in {1}', clusterName, region);
    case 'unattached':
      return l10n.t('{0} is finished, not yet attached', clusterName);
    case 'succeeded':
      return l10n.t('{0} is ready', clusterName);
    case 'deleted':
      return l10n.t('{0} is deleted', clusterName);
    case 'dismissed':
    case 'kept':
    case 'failed':
      return l10n.t('{0} could not be created', clusterName);
  }
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
