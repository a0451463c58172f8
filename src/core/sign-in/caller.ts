import { parseArn } from '../arn';

/**
 * The role that a caller is in a session of; `undefined` for a user or the account's root. Its path is not known from
 * the session's ARN: `arn:aws:sts::111111111111:assumed-role/name/session`.
 */
export function callerRole(callerArn: string): string | undefined {
  const { service, resource = '' } = parseArn(callerArn) ?? {};
  const [type, name] = resource.split('/');
  return service === 'sts' && type === 'assumed-role' ? name : undefined;
}

/** Whose credentials may assume no role at all. */
export function isRootUser(callerArn: string): boolean {
  return parseArn(callerArn)?.resource === 'root';
}
