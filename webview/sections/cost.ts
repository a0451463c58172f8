import * as l10n from '@vscode/l10n';
import { controlPlaneText, leftOutText, nodesText } from '../../src/core/cost/describe-cost';
import { h, setAttributes, setText } from '../dom/element';
import type { View } from '../dom/page';
import { cost, language } from '../state/cost';
import { webLink } from '../toolkit';
import { section } from './section';

/** What the cluster will cost, as far as the form can know; AWS's calculator knows the rest. */
export function costSection(): View {
  const controlPlane = h('dd');
  const nodes = h('dd');
  const leftOut = h('p', { class: 'hint' });
  const calculator = webLink(l10n.t('Open AWS’s Pricing Calculator'));
  return {
    element: section(
      {
        id: 'cost',
        title: l10n.t('Cost'),
        intro: l10n.t(
          'AWS charges for the cluster and its nodes from their creation until they are deleted.',
        ),
      },
      h(
        'dl',
        { class: 'cost' },
        h('dt', {}, l10n.t('Control plane')),
        controlPlane,
        h('dt', {}, l10n.t('Nodes')),
        nodes,
      ),
      leftOut,
      h('p', {}, calculator),
    ),
    update({ state }) {
      const now = cost(state);
      setText(controlPlane, controlPlaneText(now.controlPlane, language(state)));
      setText(nodes, nodesText(now.nodes, language(state)));
      setText(leftOut, leftOutText(now));
      calculator.hidden = now.calculator === undefined;
      setAttributes(calculator, { href: now.calculator });
    },
  };
}
