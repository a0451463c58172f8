import * as l10n from '@vscode/l10n';
import { costOf, type Cost } from '../../src/core/cost/cost';
import { controlPlaneText, nodesText } from '../../src/core/cost/describe-cost';
import type { Field } from '../../src/core/cluster-form/draft';
import { facts } from './fields';
import { loaded, type FormState } from './state';
import { announce, withState, noop, type Transition } from './transition';

/** The part of the cost that depends on a field. */
const COST_OF: { readonly [F in Field]?: 'controlPlane' | 'nodes' } = {
  kubernetesVersion: 'controlPlane',
  supportType: 'controlPlane',
  compute: 'nodes',
  instanceType: 'nodes',
  otherTypes: 'nodes',
  nodeCount: 'nodes',
  maxNodes: 'nodes',
  capacityType: 'nodes',
};

export function cost(state: FormState): Cost {
  return costOf(state.draft, facts(state));
}

/** The editor's language, for numbers and dates. */
export function language({ requests }: FormState): string {
  return loaded(requests.open)?.language ?? 'en';
}

/** Announces the part of the cost that the edited field changes, for screen readers. */
export function announceCost(field: Field): Transition {
  return withState((state) => {
    const { controlPlane, nodes } = cost(state);
    switch (COST_OF[field]) {
      case 'controlPlane':
        return announce(
          l10n.t('Cost of the control plane: {0}', controlPlaneText(controlPlane, language(state))),
        );
      case 'nodes':
        if (nodes.kind === 'notChosen') return noop;
        return announce(l10n.t('Cost of the nodes: {0}', nodesText(nodes, language(state))));
      case undefined:
        return noop;
    }
  });
}
