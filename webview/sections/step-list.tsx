import * as l10n from '@vscode/l10n';
import type { ResourceView } from '../../src/core/cloudformation/stack-status';
import type { StepView } from '../../src/core/operation/view';
import { Icon, type IconName } from '../dom/icon';

type StatusName = ResourceView['status'];

const ICONS: { readonly [S in StatusName]: IconName } = {
  waiting: 'waiting',
  inProgress: 'running',
  complete: 'check',
  failed: 'error',
  cancelled: 'cancelled',
  deleting: 'running',
  deleted: 'cancelled',
};

/** Rows of one kind, and what is said of those that have not started. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly untouched: string;
}

/** The status as an icon and in words. */
export function Status({ status, untouched }: { readonly status: StatusName; readonly untouched: string }) {
  return (
    <>
      <Icon name={ICONS[status]} />
      <span>{statusText(status, untouched)}</span>
    </>
  );
}

function statusText(status: StatusName, untouched: string): string {
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
      return l10n.t('Canceled');
    case 'deleting':
      return l10n.t('Deleting');
    case 'deleted':
      return l10n.t('Deleted');
  }
}

/** The steps of an operation, in order. */
export function StepList({ rows, untouched }: Rows<StepView>) {
  return (
    <ol class="steps">
      {rows.map(({ id, label, status }) => (
        <li key={id} data-status={status}>
          <Icon name={ICONS[status]} />
          {label}
          <span class="hint">{statusText(status, untouched)}</span>
        </li>
      ))}
    </ol>
  );
}
