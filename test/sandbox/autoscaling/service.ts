import { number, text, texts } from '../members';
import { placeOf } from '../place';
import { ServiceError, type Operation, type Service, type ServiceRequest } from '../service';
import type { World } from '../world';
import { findGroup, groupsAt } from './groups';
import { activityView, groupView } from './views';

/** The simulated EC2 Auto Scaling: groups are made by CloudFormation, and seen here. */
export function autoScaling(world: World): Service {
  return {
    signingName: 'autoscaling',
    operations: {
      DescribeAutoScalingGroups: describeGroups(world),
      DescribeScalingActivities: describeActivities(world),
    },
  };
}

function describeGroups(world: World): Operation {
  return (request) => {
    request.authorize('autoscaling:DescribeAutoScalingGroups');
    const names = texts(request.input, 'AutoScalingGroupNames');
    const groups = groupsAt(world, placeOf(request)).filter(
      ({ name }) => names.length === 0 || names.includes(name),
    );
    return page(groups.map(groupView), 'AutoScalingGroups', request);
  };
}

function describeActivities(world: World): Operation {
  return (request) => {
    request.authorize('autoscaling:DescribeScalingActivities');
    const place = placeOf(request);
    const name = text(request.input, 'AutoScalingGroupName');
    const found = name === undefined ? undefined : findGroup(world, place, name);
    if (name !== undefined && !found) {
      throw new ServiceError('ValidationError', 'AutoScalingGroup name not found - null');
    }
    const groups = found ? [found] : groupsAt(world, place);
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
