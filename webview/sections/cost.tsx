import * as l10n from '@vscode/l10n';
import { controlPlaneText, leftOutText, nodesText } from '../../src/core/cost/describe-cost';
import { cost, language } from '../state/cost';
import type { FormState } from '../state/state';
import { WebLink } from '../toolkit';
import { Section } from './section';

/** The cost of the cluster, as far as the form can know it; AWS's calculator knows the rest. */
export function CostSection({ state }: { readonly state: FormState }) {
  const current = cost(state);
  return (
    <Section
      id="cost"
      title={l10n.t('Cost')}
      intro={l10n.t('AWS charges for the cluster and its nodes from their creation until they are deleted.')}
    >
      <dl class="cost">
        <dt>{l10n.t('Control plane')}</dt>
        <dd>{controlPlaneText(current.controlPlane, language(state))}</dd>
        <dt>{l10n.t('Nodes')}</dt>
        <dd>{nodesText(current.nodes, language(state))}</dd>
      </dl>
      <p class="hint">{leftOutText(current)}</p>
      {current.calculator !== undefined && (
        <p>
          <WebLink text={l10n.t('Open AWS Pricing Calculator')} href={current.calculator} />
        </p>
      )}
    </Section>
  );
}
