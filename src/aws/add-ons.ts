import { randomUUID } from 'node:crypto';
import {
  CreateAddonCommand,
  DescribeAddonCommand,
  paginateListAddons,
  type EKSClient,
} from '@aws-sdk/client-eks';
import { AwsError, type AddOnHealth, type AddOnReference, type EksPort } from '../core/ports/aws';
import { versionsOfAddon } from './kubernetes-versions';
import { collect } from './pages';
import { callAws, type RequestOptions } from './request';

/** The add-ons of clusters. */
export function addOnCalls(
  client: EKSClient,
): Pick<EksPort, 'addOns' | 'addOn' | 'offersAddOn' | 'createAddOn'> {
  return {
    addOns: (clusterName, signal) =>
      callAws(signal, async (options) => {
        const names = await collect(
          paginateListAddons({ client }, { clusterName }, options),
          (page) => page.addons,
        );
        return Promise.all(names.map((addonName) => health(client, { clusterName, addonName }, options)));
      }),

    async addOn(which, signal) {
      try {
        return await callAws(signal, (options) => health(client, which, options));
      } catch (error) {
        if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    },

    offersAddOn: async (name, kubernetesVersion, signal) =>
      (await versionsOfAddon(name, client, signal)).has(kubernetesVersion),

    async createAddOn(which, signal) {
      // One token for all attempts, so that an answer that was lost does not make the next attempt fail.
      const command = new CreateAddonCommand({ ...which, clientRequestToken: randomUUID() });
      await callAws(signal, (options) => client.send(command, options));
    },
  };
}

async function health(
  client: EKSClient,
  which: AddOnReference,
  options: RequestOptions,
): Promise<AddOnHealth> {
  const { addon } = await client.send(new DescribeAddonCommand(which), options);
  return {
    name: which.addonName,
    version: addon?.addonVersion ?? '',
    status: addon?.status ?? '',
    issues: (addon?.health?.issues ?? []).map(({ message = '' }) => message),
  };
}
