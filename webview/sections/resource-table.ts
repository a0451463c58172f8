import * as l10n from '@vscode/l10n';
import type { ResourceView } from '../../src/core/cloudformation/stack-status';
import { resourceLabel } from '../../src/core/template/labels';
import { h, whenChanged } from '../dom/element';
import { statusCell, type Rows } from './step-list';

/** The resources of the stack, with what CloudFormation says about each. */
export class ResourceTable {
  private readonly rows = h('tbody');
  readonly element = h(
    'div',
    { class: 'table', role: 'region', tabindex: '0', 'aria-label': l10n.t('Resources') },
    h('table', {}, heading(), this.rows),
  );

  readonly update = whenChanged(({ rows, untouched }: Rows<ResourceView>) => {
    this.element.hidden = rows.length === 0;
    this.rows.replaceChildren(...rows.map((resource) => row(resource, untouched)));
  }, JSON.stringify);
}

function heading(): HTMLElement {
  const titles = [l10n.t('Resource'), l10n.t('Type'), l10n.t('Status'), l10n.t('Reason')];
  return h('thead', {}, h('tr', {}, ...titles.map((title) => h('th', { scope: 'col' }, title))));
}

function row({ logicalId, type, status, reason }: ResourceView, untouched: string): HTMLElement {
  return h(
    'tr',
    { 'data-status': status },
    h('th', { scope: 'row' }, resourceLabel(logicalId)),
    h('td', {}, type),
    h('td', { class: 'status' }, ...statusCell(status, untouched)),
    h('td', { class: 'reason' }, reason ?? ''),
  );
}
