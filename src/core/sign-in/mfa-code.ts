import * as l10n from '@vscode/l10n';

/** What is wrong with it, in a sentence; `undefined` when it may be one. */
export function mfaCodeProblem(text: string): string | undefined {
  return /^\d{6}$/.test(text.trim()) ? undefined : l10n.t('An MFA code has six digits.');
}
