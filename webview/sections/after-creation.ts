import * as l10n from '@vscode/l10n';
import { h, setText } from '../dom/element';
import type { Dispatch, Page, View } from '../dom/page';
import { checkboxField } from '../fields/checkbox-field';
import { selectField } from '../fields/select-field';
import { loaded } from '../state/state';
import { button } from '../toolkit';
import { section } from './section';

/** What is done with the cluster once it is there. */
export function afterCreationSection(dispatch: Dispatch): View {
  const views = [
    checkboxField(
      {
        field: 'managed',
        label: l10n.t('Managed cluster'),
        hint: l10n.t('Make the namespace and the service account of each project and environment.'),
      },
      dispatch,
    ),
    checkboxField(
      {
        field: 'namespacePerEnvironment',
        label: l10n.t('Namespace per environment'),
        hint: l10n.t('Give each environment a namespace of its own instead of one for the whole project.'),
      },
      dispatch,
    ),
    levelField(dispatch),
    profileField(dispatch),
  ];
  return {
    element: section(
      { id: 'afterCreation', title: l10n.t('After creation') },
      ...views.map((view) => view.element),
    ),
    update: (page) => views.forEach((view) => view.update(page)),
  };
}

function levelField(dispatch: Dispatch): View {
  const select = selectField(
    {
      field: 'level',
      label: l10n.t('Configured in'),
      hint: l10n.t('Whose settings name the cluster. A folder’s cluster serves that folder first.'),
      choices: (page) => levels(page).map(({ id, label }) => ({ value: id, label })),
    },
    dispatch,
  );
  const kubeconfig = h('p', { class: 'hint' });
  const openFolder = button({
    text: l10n.t('Open Folder…'),
    appearance: 'secondary',
    onClick: () => dispatch({ type: 'commandClicked', command: 'openFolder' }),
  });
  const noFolder = h(
    'p',
    { class: 'hint' },
    l10n.t(
      'No folder is open, so the cluster can only be configured for all your workspaces. Open a folder to configure it there; what is typed here stays.',
    ),
  );
  select.element.append(kubeconfig, noFolder, openFolder);
  return {
    element: select.element,
    update(page) {
      select.update(page);
      const level = levels(page).find(({ id }) => id === page.state.draft.level);
      const problem = level?.kubeconfigProblem;
      setText(
        kubeconfig,
        problem ?? (level ? l10n.t('kubectl finds the cluster in {0}', level.kubeconfigPath) : ''),
      );
      kubeconfig.className = problem === undefined ? 'hint' : 'problem';
      const hasFolder = levels(page).some((option) => option.level.kind === 'folder');
      noFolder.hidden = hasFolder;
      openFolder.hidden = hasFolder;
    },
  };
}

/** `aws eks get-token` has no option for an external ID, so kubectl needs a profile: shown before it is agreed to. */
function profileField(dispatch: Dispatch): View {
  const box = checkboxField(
    {
      field: 'writeProfile',
      label: l10n.t('Write AWS profile'),
      hint: l10n.t('Add the profile with which kubectl authenticates, so that it can assume the role.'),
    },
    dispatch,
  );
  const where = h('p', { class: 'hint' });
  const text = h('pre', { class: 'preview', tabindex: '0', 'aria-label': l10n.t('Text to be added') });
  const note = h('p', { class: 'hint' });
  box.element.append(where, text, note);
  const reason = h('p', { class: 'hint' });
  return {
    element: h('div', {}, box.element, reason),
    update(page) {
      const profile = loaded(page.state.requests.authenticate)?.profile;
      box.element.hidden = profile?.kind !== 'offered';
      reason.hidden = profile?.kind !== 'notOffered';
      if (profile?.kind === 'notOffered') setText(reason, profile.reason);
      if (profile?.kind !== 'offered') return;
      box.update(page);
      setText(where, l10n.t('This is added to {0}:', profile.path));
      setText(text, profile.text);
      setText(note, profile.note ?? '');
    },
  };
}

function levels({ state }: Page) {
  return loaded(state.requests.open)?.levels ?? [];
}
