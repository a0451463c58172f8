/** Whether a text is what a pattern says, with `*` for any characters and `?` for any one. */
export function matchesWildcards(pattern: string, text: string): boolean {
  return expression(pattern, '').test(text);
}

/** The same for what IAM compares regardless of case: actions, and keys of conditions. */
export function matchesAnyCase(pattern: string, text: string): boolean {
  return expression(pattern, 'i').test(text);
}

/** Whether an ARN is what a pattern says: each of its six parts by itself, so that `*` crosses no colon but the last. */
export function matchesArn(pattern: string, arn: string): boolean {
  const [patterns, parts] = [arnParts(pattern), arnParts(arn)];
  return patterns.every((part, index) => matchesWildcards(part, parts[index] ?? ''));
}

function expression(pattern: string, flags: '' | 'i'): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, `s${flags}`);
}

/** `arn:partition:service:region:account:resource`; the resource may hold colons itself. */
function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
