import * as l10n from '@vscode/l10n';
import { h, setText } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
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
          'ARNs of roles or users of the cluster’s account, beside the role that you authenticated with; one a line.',
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
    },
    dispatch,
  );
  const who = h('p', { class: 'hint' });
  box.element.append(who);
  return {
    element: box.element,
    update(page) {
      box.update(page);
      const own = loaded(page.state.remotes.authenticate)?.ownPrincipal;
      who.hidden = own === undefined;
      if (own?.kind === 'offered') setText(who, own.arn);
      if (own?.kind === 'notOffered') setText(who, l10n.t('Not possible here: {0}', own.reason));
    },
  };
}
