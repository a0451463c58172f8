import * as l10n from '@vscode/l10n';
import { isAttachedName } from '../registry/entry';
import type { Problem } from './problem';

export type ApiUrlResult =
  { readonly kind: 'url'; readonly apiUrl: string } | { readonly kind: 'problem'; readonly problem: Problem };

/** Reads the URL of a cluster's API; the slash at its end is not missed. */
export function parseApiUrl(text: string): ApiUrlResult {
  const typed = text.trim();
  if (typed === '') return refused(l10n.t('The API URL is missing.'), apiUrlRemedy());
  if (!URL.canParse(typed)) return refused(l10n.t('{0} is not a URL.', typed.slice(0, 100)), apiUrlRemedy());
  const url = new URL(typed);
  if (url.protocol !== 'https:')
    return refused(
      l10n.t('The API URL begins with {0}//, so the token would be sent unencrypted.', url.protocol),
      l10n.t('Enter a URL that begins with https://.'),
    );
  if (url.username !== '' || url.password !== '')
    return refused(
      l10n.t('The API URL contains a user name or password.'),
      l10n.t('Remove it. The token identifies you.'),
    );
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return refused(
      l10n.t(
        'The API URL has a path or more after the host: {0}.',
        `${url.pathname}${url.search}${url.hash}`.slice(0, 100),
      ),
      l10n.t('Enter only {0}.', url.origin),
    );
  return { kind: 'url', apiUrl: url.origin };
}

function apiUrlRemedy(): string {
  return l10n.t('Enter it as kubectl cluster-info shows it, such as https://cluster.example:6443.');
}

function refused(message: string, remedy: string): ApiUrlResult {
  return { kind: 'problem', problem: { message, remedy } };
}

/** A token of a service account is a JSON web token; others are opaque. All go into one line of a header. */
export function tokenProblem(text: string): Problem | undefined {
  const token = text.trim();
  if (token === '')
    return {
      message: l10n.t('The token is missing.'),
      remedy: l10n.t('Enter the token of a service account.'),
    };
  if (/[\r\n]/.test(token))
    return {
      message: l10n.t('The token contains a line break, perhaps because it was copied from a narrow window.'),
      remedy: l10n.t('Copy it again as one line.'),
    };
  if (/\s/.test(token))
    return {
      message: l10n.t('The token contains a space.'),
      remedy: l10n.t('Copy only the token, without its name and without “Bearer”.'),
    };
  if (!/^[\x21-\x7e]{1,16384}$/.test(token))
    return {
      message: l10n.t('This is not a token: it contains invalid characters or is too long.'),
      remedy: l10n.t('Enter the token from the Secret, decoded from Base64.'),
    };
  return undefined;
}

/** The name becomes that of a context and a terminal: letters that are safe there. */
export function nameProblem(text: string): Problem | undefined {
  const name = text.trim();
  if (name === '')
    return { message: l10n.t('The cluster has no name.'), remedy: l10n.t('Enter a name such as my-app.') };
  if (!isAttachedName(name))
    return {
      message: l10n.t('The name contains a character that is not allowed, or is too long.'),
      remedy: l10n.t(
        'Use at most 100 letters, digits, hyphens, underscores and periods. Begin and end with a letter or digit.',
      ),
    };
  return undefined;
}
