import { EKSClient } from '@aws-sdk/client-eks';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { partition } from '@aws-sdk/core/client';
import type { OptionsPort, ProvisionSession, QuotaCode } from '../core/ports/aws';
import { AwsError } from '../core/ports/aws';
import type { ImageRegistryPort } from '../core/ports/image-registry';
import { callAws } from './request';
import { forService, type ClientSettings } from './client-settings';
import { eksPort } from './clusters';
import { explainEncoded } from './decode-authorization-message';
import type { Ec2 } from './ec2';
import { healthPort } from './health';
import { versionsWithAddOns } from './kubernetes-versions';
import { permissionsPort } from './permissions';
import type { AskEc2, AskQuotas } from './probes';
import type { Quotas } from './quotas';
import { readRole, serviceLinkedRoles } from './role';
import { serviceRoles } from './service-roles';
import { stackPort } from './stacks';

/** What the provision role may do in one region; all clients share its credentials. */
export function provisionSession(
  role: Pick<ProvisionSession, 'accountId' | 'partition' | 'baseLifetime' | 'ensureValidFor'>,
  settings: ClientSettings,
): ProvisionSession {
  const eks = new EKSClient(forService(settings, 'EKS'));
  const askEc2 = lazyEc2(settings);
  const askQuotas = lazyQuotas(settings);
  return {
    ...role,
    region: settings.region,
    dnsSuffix: partition(settings.region).dnsSuffix,
    options: optionsPort(eks, askEc2, settings),
    stacks: stackPort(settings),
    clusters: eksPort(eks, settings),
    health: healthPort(eks, settings),
    images: lazyImageRegistry(settings),
    permissions: permissionsPort(settings, askEc2, askQuotas),
    regionAccess: (signal) => regionAccess(askEc2, signal),
    vpcDns: (vpcId, signal) => askEc2(signal, (ec2, options) => ec2.vpcDns(vpcId, options)),
    role: (name, signal) => readRole(settings, name, signal),
    serviceLinkedRoles: (signal) => serviceLinkedRoles(settings, signal),
    quota: (quota, signal) => readQuota(askQuotas, quota, signal),
    vcpus: (instanceType, signal) => askEc2(signal, (ec2, options) => ec2.vcpus(instanceType, options)),
    zonesOffering: (type, signal) => askEc2(signal, (ec2, options) => ec2.zonesOffering(type, options)),
    kmsKey: async (arn, signal) => (await import('./kms-key')).describeKmsKey(settings, arn, signal),
    callerIdentity: (signal) => callerIdentity(settings, signal),
  };
}

/** Loaded when first needed, as EC2's client is: most forms are closed before they need quotas. */
function lazyQuotas(settings: ClientSettings): AskQuotas {
  let quotas: Promise<Quotas> | undefined;
  return async (signal, request) => {
    quotas ??= import('./quotas').then(({ createQuotas }) => createQuotas(settings));
    const loaded = await quotas;
    return callAws(signal, (options) => request(loaded, options));
  };
}

async function readQuota(
  askQuotas: AskQuotas,
  quota: QuotaCode,
  signal: AbortSignal,
): Promise<number | undefined> {
  const applied = await askQuotas(signal, (quotas, options) => quotas.applied(quota, options));
  return applied ?? askQuotas(signal, (quotas, options) => quotas.default(quota, options));
}

/** Loaded with the first deployment. */
function lazyImageRegistry(settings: ClientSettings): ImageRegistryPort {
  let registry: Promise<ImageRegistryPort> | undefined;
  const load = () =>
    (registry ??= import('./ecr').then(({ createImageRegistry }) => createImageRegistry(settings)));
  return {
    repository: async (request, signal) => (await load()).repository(request, signal),
    login: async (signal) => (await load()).login(signal),
    digest: async (reference, signal) => (await load()).digest(reference, signal),
    architectures: async (reference, signal) => (await load()).architectures(reference, signal),
    images: async (repository, signal) => (await load()).images(repository, signal),
    deleteImages: async (repository, digests, signal) =>
      (await load()).deleteImages(repository, digests, signal),
  };
}

/** EC2's client is twice as large as all others together: it is loaded when its first list is asked for. */
function lazyEc2(settings: ClientSettings): AskEc2 {
  let ec2: Promise<Ec2> | undefined;
  return async (signal, request) => {
    ec2 ??= import('./ec2').then(({ createEc2 }) => createEc2(settings));
    const loaded = await ec2;
    try {
      return await callAws(signal, (options) => request(loaded, options));
    } catch (error) {
      throw await explainEncoded(error, settings, signal);
    }
  };
}

function optionsPort(eks: EKSClient, askEc2: AskEc2, settings: ClientSettings): OptionsPort {
  return {
    kubernetesVersions: (signal) => versionsWithAddOns(eks, signal),
    serviceRoles: (signal) => serviceRoles(settings, signal),
    keyPairs: (signal) => askEc2(signal, (ec2, options) => ec2.keyPairs(options)),
    vpcs: (signal) => askEc2(signal, (ec2, options) => ec2.vpcs(options)),
    subnets: (vpcId, signal) => askEc2(signal, (ec2, options) => ec2.subnets(vpcId, options)),
    securityGroups: (vpcId, signal) => askEc2(signal, (ec2, options) => ec2.securityGroups(vpcId, options)),
    instanceTypes: (signal) => askEc2(signal, (ec2, options) => ec2.instanceTypes(options)),
  };
}

/** Where a region is not enabled EC2 answers, like STS, that the credentials are wrong. */
async function regionAccess(
  askEc2: AskEc2,
  signal: AbortSignal,
): Promise<'enabled' | 'disabled' | 'unknown'> {
  try {
    return await askEc2(signal, (ec2, options) => ec2.regionAccess(options));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.kind === 'denied') return 'unknown';
    if (error.code === 'AuthFailure' || error.code === 'OptInRequired') return 'disabled';
    throw error;
  }
}

async function callerIdentity(
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<{ readonly accountId: string }> {
  const client = new STSClient(forService(settings, 'STS'));
  const { Account: accountId = '' } = await callAws(signal, (options) =>
    client.send(new GetCallerIdentityCommand(), options),
  );
  return { accountId };
}
