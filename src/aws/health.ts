import {
  DescribeAddonCommand,
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  type EKSClient,
} from '@aws-sdk/client-eks';
import { AwsError } from '../core/ports/aws';
import type { FailedResource, HealthIssue, HealthPort } from '../core/ports/health';
import { boundedMessage } from './bounded-message';
import { callAws, type RequestOptions } from './request';
import type { AskLimits } from './probes';

/** What EKS and Auto Scaling know of what they could not bring up. */
export function healthPort(eks: EKSClient, askLimits: AskLimits): HealthPort {
  return {
    async issues(resource, signal) {
      try {
        const issues = await callAws(signal, (options) => issuesOf(eks, resource, options));
        return issues.map(({ code = '', message = '', resourceIds }) => ({
          code,
          message: boundedMessage(message),
          resourceIds: resourceIds ?? [], // an add-on's is null
        }));
      } catch (error) {
        if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return [];
        throw error;
      }
    },

    async scalingActivities(groupName, signal) {
      try {
        return await askLimits(signal, (limits, options) => limits.failedLaunches(groupName, options));
      } catch (error) {
        // Auto Scaling has no better code for a group that is gone.
        if (error instanceof AwsError && error.code === 'ValidationError') return [];
        throw error;
      }
    },
  };
}

type Issue = Partial<HealthIssue>;

async function issuesOf(eks: EKSClient, resource: FailedResource, options: RequestOptions): Promise<Issue[]> {
  const { name } = resource;
  switch (resource.kind) {
    case 'cluster': {
      const { cluster } = await eks.send(new DescribeClusterCommand({ name }), options);
      return cluster?.health?.issues ?? [];
    }
    case 'nodegroup': {
      const command = new DescribeNodegroupCommand({ clusterName: resource.cluster, nodegroupName: name });
      return (await eks.send(command, options)).nodegroup?.health?.issues ?? [];
    }
    case 'addon': {
      const command = new DescribeAddonCommand({ clusterName: resource.cluster, addonName: name });
      return (await eks.send(command, options)).addon?.health?.issues ?? [];
    }
  }
}
