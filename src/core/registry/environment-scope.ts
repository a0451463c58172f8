import * as l10n from '@vscode/l10n';

/** How closely a scope names what it matches: the original's order inside one level. */
export type Specificity = 'exact' | 'pattern' | 'any';

export function specificity(scope: string): Specificity {
  if (scope === '*') return 'any';
  return scope.includes('*') ? 'pattern' : 'exact';
}

/** `*` matches any text, also slashes and the empty text; other characters match themselves. Takes linear time. */
export function matches(scope: string, environment: string): boolean {
  const [first = '', ...rest] = scope.split('*');
  const last = rest.pop();
  if (last === undefined) return scope === environment;
  if (!environment.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = environment.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return environment.length - last.length >= from && environment.endsWith(last);
}

/** Whatever `narrow` matches, `wide` does, too: an asterisk of `narrow` can only be matched by one of `wide`. */
export function covers(wide: string, narrow: string): boolean {
  return matches(wide, narrow.replaceAll('*', ASTERISK));
}

/** A character that no scope and no environment can hold. */
const ASTERISK = '\0';

/** Some environment is matched by both. */
export function overlap(a: string, b: string): boolean {
  const [headA = '', headB = ''] = [a.split('*', 1)[0], b.split('*', 1)[0]];
  if (!headA.startsWith(headB) && !headB.startsWith(headA)) return false;
  // Row by row of the table "the rest of a from i and the rest of b from j have a text in common", from the end.
  let below: readonly boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row = Array<boolean>(b.length + 1).fill(false);
    for (let j = b.length; j >= 0; j--) {
      row[j] =
        (i === a.length && j === b.length) ||
        (a[i] === '*' && ((below[j] ?? false) || (j < b.length && (row[j + 1] ?? false)))) ||
        (b[j] === '*' && ((row[j + 1] ?? false) || (i < a.length && (below[j] ?? false)))) ||
        (i < a.length && a[i] === b[j] && (below[j + 1] ?? false));
    }
    below = row;
  }
  return below[0] ?? false;
}

/** Of an environment's name, as GitLab has them. @returns why it is none; `undefined` where it is one */
export function environmentProblem(name: string): string | undefined {
  if (name === '') return l10n.t('The environment has no name.');
  if (name.length > 255) return l10n.t('An environment name can have at most 255 characters.');
  if (!/^[A-Za-z0-9\-_/${}. ]+$/.test(name))
    return l10n.t('Only letters, digits, spaces and - _ / $ { } . are allowed in environment names.');
  if (name.startsWith('/') || name.endsWith('/'))
    return l10n.t('An environment name cannot begin or end with a slash.');
  return undefined;
}

/**
 * @param taken scopes of the other clusters of the level: each occurs once in it, also where one is switched off
 * @returns why it cannot be a cluster's environment scope; `undefined` where it can
 */
export function scopeProblem(
  scope: string,
  taken: readonly string[],
): { readonly message: string; readonly remedy: string } | undefined {
  if (scope === '')
    return {
      message: l10n.t('The environment scope is missing.'),
      remedy: l10n.t('Enter *, an environment such as production, or a pattern such as review/*.'),
    };
  if (!/^[A-Za-z0-9\-_/${}.* ]+$/.test(scope))
    return {
      message: l10n.t('The environment scope contains a character that is not allowed.'),
      remedy: l10n.t('Only letters, digits, spaces and - _ / $ { } . * are allowed.'),
    };
  if (scope.startsWith('/') || scope.endsWith('/'))
    return {
      message: l10n.t('The environment scope begins or ends with a slash.'),
      remedy: l10n.t('Remove that slash, or enter review/* for all environments below review.'),
    };
  if (taken.includes(scope))
    return {
      message: l10n.t('Another cluster at this level already has the environment scope {0}.', scope),
      remedy: l10n.t(
        'Choose another scope or another level, so that each environment has one cluster. A disabled cluster keeps its scope.',
      ),
    };
  return undefined;
}
