import * as l10n from '@vscode/l10n';
import { h, setText } from '../dom/element';
import type { Dispatch, Page, View } from '../dom/page';
import { checkboxField } from '../fields/checkbox-field';
import { linesField } from '../fields/lines-field';
import { loaded } from '../state/state';

/** Who becomes cluster-admin: the provision role always, the user by default, and whoever is named. */
export function administratorsFields(dispatch: Dispatch): readonly View[] {
  return [
    ownAccessField(dispatch),
    linesField(
      {
        field: 'administrators',
        label: l10n.t('Further cluster administrators'),
        hint: l10n.t(
          'ARNs of roles or users of the cluster’s account, one per line. The role that you authenticated with is always an administrator.',
        ),
        placeholder: 'arn:aws:iam::123456789012:role/admin',
      },
      dispatch,
    ),
  ];
}

/** Without an entry of their own, people get in only through the provision role. */
function ownAccessField(dispatch: Dispatch): View {
  const box = checkboxField(
    {
      field: 'ownAccess',
      label: l10n.t('Your own access'),
      hint: l10n.t('Make your own role or user a cluster administrator.'),
      isOffered: (page) => own(page)?.kind !== 'notOffered',
    },
    dispatch,
  );
  const who = h('p', { class: 'hint' });
  box.element.append(who);
  return {
    element: box.element,
    update(page) {
      box.update(page);
      const principal = own(page);
      who.hidden = principal === undefined;
      if (principal?.kind === 'offered') setText(who, principal.arn);
      if (principal?.kind === 'notOffered') setText(who, l10n.t('Not possible here: {0}', principal.reason));
    },
  };
}

function own({ state }: Page) {
  return loaded(state.requests.authenticate)?.ownPrincipal;
}
