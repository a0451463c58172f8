import {
  DescribeClusterCommand,
  paginateListClusters,
  type Cluster,
  type EKSClient,
} from '@aws-sdk/client-eks';
import type { ClusterDescription, EksPort } from '../core/ports/aws';
import { AwsError } from '../core/ports/aws';
import { call } from './call';
import type { ClientSettings } from './client-settings';
import { eksToken } from './eks-token';
import { collect } from './pages';

/** EKS of one session. */
export function eksPort(client: EKSClient, settings: ClientSettings): EksPort {
  return {
    list: (signal) =>
      call(signal, (send) => collect(paginateListClusters({ client }, {}, send), (page) => page.clusters)),

    async describe(name, signal) {
      try {
        const command = new DescribeClusterCommand({ name });
        const { cluster } = await call(signal, (send) => client.send(command, send));
        return cluster && describeCluster(cluster);
      } catch (error) {
        if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    },

    // The SDK learns from AWS's answers how far this machine's clock is off; a token has nobody to correct it.
    token: (clusterName) =>
      eksToken(clusterName, settings, new Date(Date.now() + client.config.systemClockOffset)),
  };
}

function describeCluster(cluster: Cluster): ClusterDescription {
  return {
    name: cluster.name ?? '',
    arn: cluster.arn ?? '',
    version: cluster.version ?? '',
    status: cluster.status ?? '',
    endpoint: cluster.endpoint,
    certificateAuthority: cluster.certificateAuthority?.data,
    tags: cluster.tags ?? {},
    deletionProtection: cluster.deletionProtection ?? false,
  };
}
