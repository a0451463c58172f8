import { requireAccess } from './iam/authorizer';
import type { AccessRequest } from './iam/policy/evaluate';
import type { LoggedDenial } from './request-log';
import type { Caller } from './service';
import { AccessDenied } from './service-errors';

/** What somebody wants to do, and where. */
export interface RegionalRequest extends Pick<AccessRequest, 'action' | 'resource'> {
  readonly context?: AccessRequest['context'];
  readonly region: string;
}

/** Asks the policies, and keeps what they denied. */
export class Authorizer {
  constructor(
    private readonly now: () => number,
    private readonly logDenial: (denial: LoggedDenial) => void,
  ) {}

  /** @throws ServiceError in the words of the action's service unless the caller may do this */
  require(caller: Caller, { action, resource, context, region }: RegionalRequest): void {
    try {
      requireAccess(caller, {
        action,
        resource,
        context: { 'aws:RequestedRegion': requestedRegion(action, caller, region), ...context },
      });
    } catch (error) {
      if (error instanceof AccessDenied) {
        const at = new Date(this.now()).toISOString();
        this.logDenial({ at, ...error.denial.request, ...error.denial.reason, caller: caller.arn });
      }
      throw error;
    }
  }
}

/** IAM is one for all regions of a partition, and its requests are made to the region that it is in. */
function requestedRegion(action: string, { account }: Caller, region: string): string {
  if (!action.startsWith('iam:')) return region;
  return account.partition === 'aws-cn' ? 'cn-north-1' : 'us-east-1';
}
