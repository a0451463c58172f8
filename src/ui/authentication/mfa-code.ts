import * as l10n from '@vscode/l10n';
import { userError } from '../../core/errors/catalogue';
import type { MfaQuestion } from '../../core/ports/sign-in';
import { mfaCodeProblem } from '../../core/sign-in/mfa-code';
import { typeText } from '../quick-input';

/** Asks for the current code of the MFA device. */
export async function askMfaCode({ serial, isAgain }: MfaQuestion): Promise<string> {
  const code = await typeText({
    title: l10n.t('MFA Code'),
    prompt: isAgain
      ? l10n.t(
          'AWS did not accept that code. Wait for the next one from {0}. Each code can be used once.',
          serial,
        )
      : l10n.t('The six-digit code that {0} shows now', serial),
    ignoreFocusOut: true,
    validateInput: mfaCodeProblem,
  });
  if (code === undefined) throw userError('sign-in-cancelled');
  return code.trim();
}
