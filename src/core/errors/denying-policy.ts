/**
 * Which kind of policy denied the call, as AWS says. `trust`: of the role that was to be assumed. `key`: of a KMS key.
 */
export type DenyingPolicy =
  | 'identity'
  | 'serviceControl'
  | 'resourceControl'
  | 'declarative'
  | 'boundary'
  | 'session'
  | 'trust'
  | 'endpoint'
  | 'resource'
  | 'key';

/**
 * AWS's words for each kind of policy, without regard to case. Where AWS names several it is the one it met first; the
 * misspelling of session policies is AWS's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const KIND_BY_NAME: Readonly<Record<string, DenyingPolicy>> = {
  'identity-based policy': 'identity',
  'identity policy': 'identity',
  'service control policy': 'serviceControl',
  'resource control policy': 'resourceControl',
  'declarative policy': 'declarative',
  'permissions boundary': 'boundary',
  'permission boundary': 'boundary',
  'session policy': 'session',
  'sessions policy': 'session',
  'role trust policy': 'trust',
  'trust policy': 'trust',
  'vpc endpoint policy': 'endpoint',
  'endpoint policy': 'endpoint',
  'resource-based policy': 'resource',
  'resource policy': 'resource',
  'bucket policy': 'resource',
  'kms key policy': 'key',
  'key policy': 'key',
  scp: 'serviceControl',
  rcp: 'resourceControl',
};

/** Source of a regular expression for any of the words, in singular and plural. */
export const POLICY_NAMES = Object.keys(KIND_BY_NAME)
  .map((words) => words.replace(/y$/, '(?:y|ies)'))
  .join('|');

/** The kind of policy that AWS calls so. @param words something that `POLICY_WORDS` matches */
export function policyKind(words: string): DenyingPolicy | undefined {
  return KIND_BY_NAME[words.toLowerCase().replace(/ies$/, 'y')];
}
