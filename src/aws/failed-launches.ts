import { AutoScalingClient, DescribeScalingActivitiesCommand } from '@aws-sdk/client-auto-scaling';
import { AwsError } from '../core/ports/aws';
import { forService, type ClientSettings } from './client-settings';
import { callAws } from './request';

/**
 * Why an Auto Scaling group recently failed to launch instances, newest first; empty when the group does not exist.
 * @throws AwsError
 */
export async function failedLaunches(
  settings: ClientSettings,
  groupName: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const client = new AutoScalingClient(forService(settings, 'Auto Scaling'));
  const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: groupName, MaxRecords: 20 });
  try {
    const { Activities = [] } = await callAws(signal, (options) => client.send(command, options));
    return Activities.filter(
      ({ StatusCode }) => StatusCode === 'Failed' || StatusCode === 'Cancelled',
    ).flatMap(({ StatusMessage }) => StatusMessage ?? []);
  } catch (error) {
    // Auto Scaling has no better code for a group that does not exist.
    if (error instanceof AwsError && error.code === 'ValidationError') return [];
    throw error;
  }
}
