import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  DescribeAccessEntryCommand,
  DescribeClusterCommand,
  paginateListClusters,
  ResourceInUseException,
  type Cluster,
  type EKSClient,
} from '@aws-sdk/client-eks';
import { partition } from '@aws-sdk/core/client';
import { clusterAdminPolicy } from '../core/add-cluster/access-entry';
import type { ClusterDescription, EksPort } from '../core/ports/aws';
import { AwsError } from '../core/ports/aws';
import { addOnCalls } from './add-ons';
import { callAws } from './request';
import type { ClientSettings } from './client-settings';
import { eksToken } from './eks-token';
import { kubernetesVersions } from './kubernetes-versions';
import { collect } from './pages';

/** EKS of one session. */
export function eksPort(client: EKSClient, settings: ClientSettings): EksPort {
  return {
    list: (signal) =>
      callAws(signal, (options) =>
        collect(paginateListClusters({ client }, {}, options), (page) => page.clusters),
      ),

    versions: (signal) => kubernetesVersions(client, signal),

    async describe(name, signal) {
      try {
        const command = new DescribeClusterCommand({ name });
        const { cluster } = await callAws(signal, (options) => client.send(command, options));
        return cluster && describeCluster(cluster);
      } catch (error) {
        if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    },

    ...addOnCalls(client),

    grantAdminAccess: (clusterName, principalArn, signal) =>
      callAws(signal, async (options) => {
        const entry = { clusterName, principalArn };
        await client.send(new CreateAccessEntryCommand(entry), options).catch((error: unknown) => {
          if (!(error instanceof ResourceInUseException)) throw error;
        });
        const policyArn = clusterAdminPolicy(partition(settings.region).name);
        const accessScope = { type: 'cluster' } as const;
        await client.send(new AssociateAccessPolicyCommand({ ...entry, policyArn, accessScope }), options);
      }),

    hasAccessEntry: async (clusterName, principalArn, signal) => {
      const command = new DescribeAccessEntryCommand({ clusterName, principalArn });
      try {
        await callAws(signal, (options) => client.send(command, options));
        return true;
      } catch (error) {
        if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return false;
        throw error;
      }
    },

    // The SDK learns from AWS's answers how far this machine's clock is off; nothing corrects a token.
    createToken: (clusterName) =>
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
    isPrivate: cluster.resourcesVpcConfig?.endpointPublicAccess === false,
    tags: cluster.tags ?? {},
    deletionProtection: cluster.deletionProtection ?? false,
    vpcId: cluster.resourcesVpcConfig?.vpcId,
    supportType: cluster.upgradePolicy?.supportType,
  };
}
