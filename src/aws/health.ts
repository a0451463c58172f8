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
import type { ClientSettings } from './client-settings';

/** Why EKS or Auto Scaling could not create something. */
export function healthPort(eks: EKSClient, settings: ClientSettings): HealthPort {
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

    scalingActivities: async (groupName, signal) =>
      (await import('./failed-launches')).failedLaunches(settings, groupName, signal),
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
