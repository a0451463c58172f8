import { linesOf } from './parse-lines';
import type { Draft } from './draft';
import type { DraftFacts } from './draft-facts';

/** https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html: a role or a user, path and all. */
const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,512}$/;

export function isPrincipalArn(text: string): boolean {
  return PRINCIPAL.test(text);
}

/**
 * Who becomes cluster-admin beside the provision role: the user's own identity, where wanted and possible, and those
 * that were typed, each once. EKS answers a second entry for one principal with a 409.
 */
export function administratorsOf(
  { ownAccess, administrators, roleArn }: Draft,
  { ownPrincipal }: DraftFacts,
): readonly string[] {
  const own = ownAccess && ownPrincipal?.kind === 'offered' ? [ownPrincipal.arn] : [];
  const all = new Set([...own, ...linesOf(administrators)]);
  all.delete(roleArn);
  return [...all];
}
