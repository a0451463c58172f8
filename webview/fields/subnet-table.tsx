import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import { formatNumber } from '../../src/core/format';
import type { Subnet } from '../../src/core/ports/aws';
import { memo } from '../dom/memo';
import { Checkbox } from '../toolkit';

/** The subnets of the VPC by Availability Zone, each with a checkbox. */
export function SubnetTable(props: {
  readonly subnets: readonly Subnet[];
  readonly chosen: readonly string[];
  readonly isLocked: boolean;
  readonly language: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
  readonly onChoose: (ids: readonly string[]) => void;
  readonly onLeave: () => void;
}) {
  const { subnets, chosen, isLocked, language, onChoose, onLeave, ...aria } = props;
  // One function for all rows and renderings, so that only rows that have changed render again.
  const choose = useLatest((id: string, isChecked: boolean) =>
    onChoose(isChecked ? [...chosen, id] : chosen.filter((other) => other !== id)),
  );
  const zones = [...new Set(subnets.map((subnet) => subnet.availabilityZone))].sort();
  return (
    <div
      id="subnetIds"
      class="table"
      role="group"
      aria-labelledby="subnetIds-label"
      {...aria}
      // Leaving the table, not its first checkbox, is the end of choosing.
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) onLeave();
      }}
    >
      <table class="subnets">
        <Heading />
        {zones.map((zone) => (
          <tbody key={zone}>
            <tr class="zone">
              <th colSpan={5} scope="rowgroup">
                {zone}
              </th>
            </tr>
            {subnets
              .filter((subnet) => subnet.availabilityZone === zone)
              .map((subnet) => (
                <Row
                  key={subnet.id}
                  {...{ subnet, language, isLocked, choose }}
                  isChosen={chosen.includes(subnet.id)}
                />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const Row = memo(
  (props: {
    readonly subnet: Subnet;
    readonly isChosen: boolean;
    readonly isLocked: boolean;
    readonly language: string;
    readonly choose: (id: string, isChecked: boolean) => void;
  }) => {
    const { subnet, isChosen, isLocked, language, choose } = props;
    const { id } = subnet;
    const cell = useRef<HTMLTableCellElement>(null);
    // A row is a bigger target than its checkbox.
    const click = ({ target }: { readonly target: EventTarget | null }) => {
      if (isLocked || (target instanceof Node && cell.current?.contains(target))) return;
      choose(id, !isChosen);
    };
    return (
      <tr onClick={click}>
        <td ref={cell}>
          <Checkbox
            aria-labelledby={`${id}-name`}
            aria-describedby={`${id}-cidr ${id}-route ${id}-free`}
            checked={isChosen}
            disabled={isLocked}
            onToggle={(isChecked) => choose(id, isChecked)}
          />
        </td>
        <th id={`${id}-name`} scope="row">
          {subnet.name}
          <div class="identifier">{id}</div>
        </th>
        <td id={`${id}-cidr`} class="identifier">
          {subnet.cidr}
        </td>
        <td id={`${id}-route`}>{routeText(subnet)}</td>
        <td id={`${id}-free`} class="number">
          {formatNumber(subnet.freeAddresses, language)}
        </td>
      </tr>
    );
  },
);

/** A function that stays the same and calls the one of the latest rendering. */
function useLatest<A extends readonly unknown[]>(latest: (...args: A) => void): (...args: A) => void {
  const current = useRef(latest);
  current.current = latest;
  const stable = useRef((...args: A) => current.current(...args));
  return stable.current;
}

/** A subnet is public or private by its routes; if those cannot be read, its public addresses are all that is known. */
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

function Heading() {
  return (
    <thead>
      <tr>
        <td />
        <th scope="col">{l10n.t('Subnet')}</th>
        <th scope="col">{l10n.t('CIDR block')}</th>
        <th scope="col">{l10n.t('Route')}</th>
        <th scope="col" class="number">
          {l10n.t('Free addresses')}
        </th>
      </tr>
    </thead>
  );
}
