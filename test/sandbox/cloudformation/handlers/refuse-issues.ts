import type { Issue } from '../../eks/state';
import { ServiceError } from '../../service';

/** What EKS found out only while it brought something up. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const listed = issues.map(
    ({ code, message, resourceIds }) =>
      `Issue(Code=${code}, Message=${message}, ResourceIds=[${resourceIds.join(', ')}])`,
  );
  throw new ServiceError('NotStabilized', `[${listed.join(', ')}]`, 0);
}
