import * as l10n from '@vscode/l10n';
import { h, setChildren } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { button } from '../toolkit';
import { CheckItem } from './check-item';

/** What AWS would refuse minutes later, found out while the form is filled in. */
export function preflightSection(dispatch: Dispatch): View {
  const title = h('h2', { id: 'preflight', tabindex: '-1' }, l10n.t('Pre-flight'));
  const waiting = h('p', { class: 'waiting' }, l10n.t('Authenticate to have the settings checked.'));
  const list = h('ul', { class: 'checks' });
  const again = button({
    text: l10n.t('Check Again'),
    appearance: 'secondary',
    onClick: () => dispatch({ type: 'checkAgainClicked' }),
  });
  const items = new Map<string, CheckItem>();
  const itemOf = (id: string): CheckItem => {
    const item = items.get(id) ?? new CheckItem(dispatch);
    items.set(id, item);
    return item;
  };
  return {
    element: h(
      'section',
      { class: 'section', 'aria-labelledby': 'preflight' },
      title,
      h(
        'p',
        { class: 'intro' },
        l10n.t('Checked with AWS while you fill in the form. None of it changes anything in your account.'),
      ),
      waiting,
      list,
      h('div', { class: 'actions' }, again),
    ),
    update({ state: { checks }, isLocked }) {
      waiting.hidden = checks.length > 0;
      again.hidden = checks.length === 0;
      again.disabled = isLocked;
      setChildren(
        list,
        checks.map((check) => {
          const item = itemOf(check.id);
          item.update(check);
          return item.element;
        }),
      );
    },
  };
}
