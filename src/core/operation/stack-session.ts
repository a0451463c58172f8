import type { ProvisionSession } from '../ports/aws';

/** Most stacks are done in a quarter of an hour; the shortest session there is lasts one. */
const NEEDED_MS = 45 * 60_000;

/**
 * A session for CloudFormation, which goes on with whatever it is given and fails where that ends: eksctl-io/eksctl
 * issues 5968, 4221 and 7095.
 */
export async function longLivedSession(session: () => Promise<ProvisionSession>): Promise<ProvisionSession> {
  const opened = await session();
  await opened.last(NEEDED_MS);
  return opened;
}
