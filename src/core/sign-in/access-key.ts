import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { AccessKey } from '../ports/sign-in';

/** IAM: 16 to 128 word characters. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html */
const ID = /^\w{16,128}$/;
/** Unverified: every one that AWS has given out so far is 40 characters of this alphabet, but nothing promises it. */
const SECRET = /^[\w+/=]{20,128}$/;

/** Pasted text often has spaces or a line break around it. */
export function trimmed(key: AccessKey): AccessKey {
  return { accessKeyId: key.accessKeyId.trim(), secretAccessKey: key.secretAccessKey.trim() };
}

/** What is wrong with it, in a sentence; `undefined` when it may be one. */
export function accessKeyIdProblem(text: string): string | undefined {
  const id = text.trim();
  if (id.startsWith('ASIA'))
    return l10n.t('This is a temporary session key that expires within hours. Choose a profile instead.');
  return ID.test(id) ? undefined : l10n.t('An access key ID has at least 16 letters and digits, like AKIA….');
}

/** Never says what was typed. */
export function secretAccessKeyProblem(text: string): string | undefined {
  return SECRET.test(text.trim())
    ? undefined
    : l10n.t('A secret access key has 40 characters (letters, digits, + and /), without spaces.');
}

const KEPT = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    accessKeyId: v.pipe(
      v.string(),
      v.check((id) => accessKeyIdProblem(id) === undefined),
    ),
    secretAccessKey: v.pipe(
      v.string(),
      v.check((secret) => secretAccessKeyProblem(secret) === undefined),
    ),
  }),
);

/** @returns the access key that was kept; `undefined` if there is none, or what was kept is damaged */
export function parseAccessKey(text: string | undefined): AccessKey | undefined {
  const read = v.safeParse(KEPT, text);
  return read.success ? read.output : undefined;
}
