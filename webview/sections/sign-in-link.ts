import * as l10n from '@vscode/l10n';
import type { Dispatch, View } from '../dom/page';
import { actionLink } from '../toolkit';

/** *Sign In*, where a request failed because IAM Identity Center wants the user to. */
export function signInLink(request: 'identify' | 'authenticate', dispatch: Dispatch): View {
  const element = actionLink({
    text: l10n.t('Sign In'),
    onClick: () => dispatch({ type: 'commandClicked', command: 'signIn' }),
  });
  return {
    element,
    update({ state }) {
      const remote = state.requests[request];
      element.hidden = !(remote.kind === 'failed' && remote.error.code === 'sso-expired');
    },
  };
}
