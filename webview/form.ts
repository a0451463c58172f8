import * as l10n from '@vscode/l10n';
import { h, setChildren } from './dom/element';
import { Page, type Dispatch } from './dom/page';
import { advancedSection } from './sections/advanced';
import { afterCreationSection } from './sections/after-creation';
import { authenticationSection } from './sections/authentication';
import { clusterSection } from './sections/cluster';
import { costSection } from './sections/cost';
import { createSection } from './sections/create';
import { ErrorBox } from './sections/error-box';
import { failureSection } from './sections/failure';
import { networkSection } from './sections/network';
import { nodesSection } from './sections/nodes';
import { presetsSection } from './sections/presets';
import { preflightSection } from './sections/preflight';
import { progressSection } from './sections/progress';
import type { FormState } from './state/state';
import { button, divider, progressRing } from './toolkit';

/** The whole page. @returns what brings it up to date with a state */
export function mountForm(
  parent: HTMLElement,
  dispatch: Dispatch,
  now: () => number,
): (state: FormState) => void {
  const sections = [
    authenticationSection(dispatch),
    presetsSection(dispatch),
    clusterSection(dispatch, now),
    networkSection(dispatch),
    nodesSection(dispatch),
    advancedSection(dispatch),
    afterCreationSection(dispatch),
    preflightSection(dispatch),
    costSection(),
    createSection(dispatch),
  ];
  // What has become of the cluster comes first: below it the form may be long, and nothing can be done in it.
  const top = [failureSection(dispatch), progressSection(dispatch, now)];
  const opening = h('div', { class: 'opening' }, progressRing(), h('span', {}, l10n.t('Opening the form…')));
  const failure = new ErrorBox(
    button({
      text: l10n.t('Retry'),
      appearance: 'primary',
      onClick: () => dispatch({ type: 'retryClicked', request: 'open' }),
    }),
  );
  const title = h('h1', {}, l10n.t('Create EKS Cluster'));
  const body = [
    ...top.map(({ element }) => element),
    ...sections.flatMap((section, i) => (i === 0 ? [section.element] : [divider(), section.element])),
  ];

  return (state) => {
    const { open } = state.requests;
    failure.update(open.kind === 'failed' ? open.error : undefined);
    if (open.kind !== 'loaded') {
      setChildren(parent, [title, open.kind === 'failed' ? failure.element : opening]);
      return;
    }
    const page = new Page(state);
    for (const section of [...top, ...sections]) section.update(page);
    setChildren(parent, [title, ...body]);
  };
}
