import { number, text, texts } from '../input';
import { accountRegionOf } from '../account-region';
import { ServiceError, type Operation, type Service, type ServiceRequest } from '../service';
import type { SimulatedAws } from '../simulated-aws';
import { findGroup, groupsAt } from './groups';
import { activityView, groupView } from './views';

/** The simulated EC2 Auto Scaling: groups are made by CloudFormation, and seen here. */
export function autoScaling(aws: SimulatedAws): Service {
  return {
    signingName: 'autoscaling',
    operations: {
      DescribeAutoScalingGroups: describeGroups(aws),
      DescribeScalingActivities: describeActivities(aws),
    },
  };
}

function describeGroups(aws: SimulatedAws): Operation {
  return (request) => {
    request.authorize('autoscaling:DescribeAutoScalingGroups');
    const names = texts(request.input, 'AutoScalingGroupNames');
    const groups = groupsAt(aws, accountRegionOf(request)).filter(
      ({ name }) => names.length === 0 || names.includes(name),
    );
    return page(groups.map(groupView), 'AutoScalingGroups', request);
  };
}

function describeActivities(aws: SimulatedAws): Operation {
  return (request) => {
    request.authorize('autoscaling:DescribeScalingActivities');
    const accountRegion = accountRegionOf(request);
    const name = text(request.input, 'AutoScalingGroupName');
    const found = name === undefined ? undefined : findGroup(aws, accountRegion, name);
    if (name !== undefined && !found) {
      throw new ServiceError('ValidationError', 'AutoScalingGroup name not found - null');
    }
    const groups = found ? [found] : groupsAt(aws, accountRegion);
    const views = groups.flatMap((group) =>
      group.activities.map((activity) => activityView(group, activity)),
    );
    return page(views, 'Activities', request);
  };
}

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 100;

/** The page that MaxRecords and NextToken ask for. */
function page(all: readonly object[], name: string, { input }: ServiceRequest): Record<string, unknown> {
  const size = number(input, 'MaxRecords') ?? DEFAULT_PAGE;
  if (size < 1 || size > LARGEST_PAGE) {
    throw new ServiceError('ValidationError', `MaxRecords must be between 1 and ${LARGEST_PAGE}`);
  }
  const token = text(input, 'NextToken');
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString());
  if (Number.isNaN(start)) throw new ServiceError('InvalidNextToken', 'The NextToken value is not valid.');
  const end = start + size;
  return {
    [name]: all.slice(start, end),
    NextToken: end < all.length ? Buffer.from(String(end)).toString('base64') : undefined,
  };
}
