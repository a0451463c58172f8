import * as l10n from '@vscode/l10n';
import type { Subnet } from '../../src/core/ports/aws';
import { h, whenChanged } from '../dom/element';
import type { Page } from '../dom/page';
import { checkbox, type Checkbox } from '../toolkit';

/** The subnets of the VPC by Availability Zone, each with a box to tick. */
export class SubnetTable {
  readonly element: HTMLElement;
  private readonly table = h('table', { class: 'subnets' });
  private readonly boxes = new Map<string, Checkbox>();
  private chosen: readonly string[] = [];

  constructor(
    field: 'subnetIds',
    private readonly onChoose: (ids: readonly string[]) => void,
    onLeave: () => void,
  ) {
    this.element = h(
      'div',
      { id: field, class: 'table', role: 'group', 'aria-labelledby': `${field}-label` },
      this.table,
    );
    // Leaving the table, not ticking its first box, is the end of choosing.
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.element.contains(relatedTarget))) onLeave();
    });
  }

  update(page: Page, subnets: readonly Subnet[]): void {
    this.chosen = page.state.draft.subnetIds;
    this.paint(subnets);
    for (const [id, box] of this.boxes) {
      const isChosen = this.chosen.includes(id);
      if (box.checked !== isChosen) box.checked = isChosen;
      box.disabled = page.isLocked;
    }
  }

  private readonly paint = whenChanged((subnets: readonly Subnet[]) => {
    this.boxes.clear();
    const zones = [...new Set(subnets.map((subnet) => subnet.availabilityZone))].sort();
    this.table.replaceChildren(
      heading(),
      ...zones.map((zone) =>
        h(
          'tbody',
          {},
          h('tr', { class: 'zone' }, h('th', { colspan: '5', scope: 'rowgroup' }, zone)),
          ...subnets.filter((subnet) => subnet.availabilityZone === zone).map((subnet) => this.row(subnet)),
        ),
      ),
    );
  });

  private row(subnet: Subnet): HTMLElement {
    const { id } = subnet;
    const facts = [`${id}-cidr`, `${id}-route`, `${id}-free`];
    const box = checkbox(
      { 'aria-labelledby': `${id}-name`, 'aria-describedby': facts.join(' ') },
      (isChecked) => this.toggle(id, isChecked),
    );
    this.boxes.set(id, box);
    const row = h(
      'tr',
      {},
      h('td', {}, box),
      h('th', { id: `${id}-name`, scope: 'row' }, subnet.name ?? '', h('div', { class: 'identifier' }, id)),
      h('td', { id: `${id}-cidr`, class: 'identifier' }, subnet.cidr),
      h('td', { id: `${id}-route` }, routeText(subnet)),
      h('td', { id: `${id}-free`, class: 'number' }, subnet.freeAddresses.toLocaleString()),
    );
    // A row is a bigger target than its box.
    row.addEventListener('click', (event) => {
      if (event.target instanceof Node && !box.contains(event.target)) box.click();
    });
    return row;
  }

  private toggle(id: string, isChecked: boolean): void {
    if (isChecked === this.chosen.includes(id)) return;
    this.onChoose(isChecked ? [...this.chosen, id] : this.chosen.filter((other) => other !== id));
  }
}

/** What a subnet is follows from its routes; where those may not be read, its public addresses are all there is to say. */
function routeText({ route, assignsPublicIp }: Subnet): string {
  switch (route) {
    case 'public':
      return l10n.t('Public');
    case 'private':
      return l10n.t('Private');
    case 'isolated':
      return l10n.t('Isolated');
    case undefined:
      return assignsPublicIp ? l10n.t('Unknown, with public addresses') : l10n.t('Unknown');
  }
}

function heading(): HTMLElement {
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      h('td', {}),
      h('th', { scope: 'col' }, l10n.t('Subnet')),
      h('th', { scope: 'col' }, l10n.t('CIDR block')),
      h('th', { scope: 'col' }, l10n.t('Route')),
      h('th', { scope: 'col', class: 'number' }, l10n.t('Free addresses')),
    ),
  );
}
