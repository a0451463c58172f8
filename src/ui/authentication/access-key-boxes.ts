import * as l10n from '@vscode/l10n';
import type { AccessKey } from '../../core/ports/sign-in';
import { accessKeyIdProblem, secretAccessKeyProblem } from '../../core/sign-in/access-key';
import { typeText } from '../quick-input';

/** Has the user type an access key. @returns `undefined` when they changed their mind */
export async function typeAccessKey(): Promise<AccessKey | undefined> {
  const accessKeyId = await typeText({
    title: l10n.t('AWS Access Key (1/2)'),
    prompt: l10n.t('Access key ID'),
    placeHolder: 'AKIA…',
    ignoreFocusOut: true,
    validateInput: accessKeyIdProblem,
  });
  if (accessKeyId === undefined) return undefined;
  const secretAccessKey = await typeText({
    title: l10n.t('AWS Access Key (2/2)'),
    prompt: l10n.t('Secret access key. It is stored only in VS Code’s secret storage.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: secretAccessKeyProblem,
  });
  return secretAccessKey === undefined ? undefined : { accessKeyId, secretAccessKey };
}
