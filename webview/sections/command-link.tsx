import * as l10n from '@vscode/l10n';
import type { FormCommand } from '../../src/protocol/messages';
import { useDispatch } from '../dispatch';
import type { RequestState } from '../state/state';
import { ActionLink } from '../toolkit';

/** A link that runs a command. */
export function CommandLink({ text, command }: { readonly text: string; readonly command: FormCommand }) {
  const dispatch = useDispatch();
  return <ActionLink text={text} onClick={() => dispatch({ type: 'commandClicked', command })} />;
}

export function ShowLogLink() {
  return <CommandLink text={l10n.t('Show Log')} command="showLog" />;
}

/** *Sign In*, if a request failed because IAM Identity Center requires it. */
export function SignInLink({ request }: { readonly request: RequestState<unknown> }) {
  if (request.kind !== 'failed' || request.error.code !== 'sso-expired') return null;
  return <CommandLink text={l10n.t('Sign In')} command="signIn" />;
}
