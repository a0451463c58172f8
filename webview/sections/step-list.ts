import * as l10n from '@vscode/l10n';
import type { ResourceView } from '../../src/core/cloudformation/stack-status';
import type { StepView } from '../../src/core/operation/view';
import { h, whenChanged } from '../dom/element';
import { icon, type IconName } from '../dom/icon';

type Status = ResourceView['status'];

const ICONS: { readonly [S in Status]: IconName } = {
  waiting: 'waiting',
  inProgress: 'running',
  complete: 'check',
  failed: 'error',
  cancelled: 'cancelled',
  deleting: 'running',
  deleted: 'cancelled',
};

/** Rows of one kind, and what is said of those that nothing has happened to. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly untouched: string;
}

/** The status in words, beside the picture that says the same. */
export function statusCell(status: Status, untouched: string): readonly Node[] {
  return [icon(ICONS[status]), statusText(status, untouched)].map((part) =>
    typeof part === 'string' ? h('span', {}, part) : part,
  );
}

function statusText(status: Status, untouched: string): string {
  switch (status) {
    case 'waiting':
      return untouched;
    case 'inProgress':
      return l10n.t('In progress');
    case 'complete':
      return l10n.t('Complete');
    case 'failed':
      return l10n.t('Failed');
    case 'cancelled':
      return l10n.t('Cancelled');
    case 'deleting':
      return l10n.t('Deleting');
    case 'deleted':
      return l10n.t('Deleted');
  }
}

/** The steps of an operation, in their order. */
export class StepList {
  readonly element = h('ol', { class: 'steps' });

  readonly update = whenChanged(({ rows, untouched }: Rows<StepView>) => {
    this.element.replaceChildren(
      ...rows.map(({ label, status }) =>
        h(
          'li',
          { 'data-status': status },
          ...statusCell(status, untouched).slice(0, 1),
          label,
          h('span', { class: 'hint' }, statusText(status, untouched)),
        ),
      ),
    );
  }, JSON.stringify);
}
