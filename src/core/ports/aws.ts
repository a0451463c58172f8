import type { ProfileSummary } from '../sign-in/profiles';
import type { PermissionsPort, Simulate } from './permissions';
import type { StackPort } from './stacks';
import type { KubernetesVersion, OptionsPort, VpcDns } from './options';
import type { HealthPort } from './health';
import type { ImageRegistryPort } from './image-registry';
import type { BaseCredentials, CallerIdentity, ProvisionRole } from '../sign-in/provision-role';

export type * from './options';

/** What sts:AssumeRole is asked for. */
export interface RoleRequest extends ProvisionRole {
  readonly externalId: string;
  readonly sessionName: string;
  readonly rights: SessionRights;
}

/** `reading`: nothing that could change anything, by a session policy. `full`: all that the role may. */
export type SessionRights = 'reading' | 'full';

/** All of AWS that the extension asks for. Every method throws `UserError` or an {@link AwsError}. */
export interface AwsPort {
  /** The profiles of the AWS config, read again each time. */
  profiles(): Promise<readonly ProfileSummary[]>;
  /** sts:GetCallerIdentity with the base credentials. */
  callerIdentity(
    query: { base: BaseCredentials; region: string },
    signal: AbortSignal,
  ): Promise<CallerIdentity>;
  /** Regions that the base credentials may see; the form's suggestions before it is authenticated. */
  suggestedRegions(
    query: { base: BaseCredentials; region: string },
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  /** A session of the base credentials themselves. */
  ownSession(
    query: { base: BaseCredentials; region: string },
    signal: AbortSignal,
  ): Promise<ProvisionSession>;
  /** sts:AssumeRole with the external ID. The session renews itself for as long as the base credentials last. */
  assumeRole(request: RoleRequest, signal: AbortSignal): Promise<ProvisionSession>;
  /** The account of the base credentials, for making roles in it. @param query `region` tells the partition */
  baseAccount(query: { base: BaseCredentials; region: string }): Promise<BaseAccount>;
}

/** What is done with the base credentials themselves. */
export interface BaseAccount {
  /** The partition's own: roles are global, so wherever clusters go there is one stack of them. */
  readonly stacks: StackPort;
  readonly simulate: Simulate;
  /** `undefined` when there is no such role. @param policyName which of its inline policies to read */
  role(
    query: { readonly name: string; readonly policyName: string },
    signal: AbortSignal,
  ): Promise<RoleDocuments | undefined>;
  /** With its path, which the ARN of a session lacks; `undefined` when there is no such role. */
  roleArn(name: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Policy documents of a role as IAM has them: JSON, by anybody's hand. */
export interface RoleDocuments {
  readonly trust: string;
  /** Absent when the role has no inline policy of that name. */
  readonly policy?: string;
}

/** What the provision role may do in one region. Only the host holds it. */
export interface ProvisionSession {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  /** What the partition's host names, and most of its service principals, end in. */
  readonly dnsSuffix: string;
  readonly options: OptionsPort;
  readonly stacks: StackPort;
  readonly clusters: EksPort;
  readonly health: HealthPort;
  readonly images: ImageRegistryPort;
  readonly permissions: PermissionsPort;
  /** ec2:DescribeRegions: is the account opted in to the session's region? `unknown` where the role may not ask. */
  regionAccess(signal: AbortSignal): Promise<'enabled' | 'disabled' | 'unknown'>;
  /** Both attributes of a VPC that decide whether names are resolved in it. */
  vpcDns(vpcId: string, signal: AbortSignal): Promise<VpcDns>;
  /** `undefined` when the account has no such role. */
  role(name: string, signal: AbortSignal): Promise<Role | undefined>;
  /** Names of the roles that services have made for themselves in the account. */
  serviceLinkedRoles(signal: AbortSignal): Promise<readonly string[]>;
  /** How much of something the account may have; `undefined` where Service Quotas knows no such quota. */
  quota(quota: QuotaCode, signal: AbortSignal): Promise<number | undefined>;
  /** How many vCPUs EC2 counts for a node of this type. */
  vcpus(instanceType: string, signal: AbortSignal): Promise<number>;
  /** Names of the Availability Zones that offer the type. */
  zonesOffering(instanceType: string, signal: AbortSignal): Promise<readonly string[]>;
  /** `undefined` when there is no such key. */
  kmsKey(arn: string, signal: AbortSignal): Promise<KmsKey | undefined>;
  /** sts:GetCallerIdentity of the session itself. */
  callerIdentity(signal: AbortSignal): Promise<{ readonly accountId: string }>;
  /** Milliseconds until the base credentials end, where that is known and nothing renews them. */
  baseLifetime(): Promise<number | undefined>;
  /**
   * Renews a session that ends within `ms`, as far as AWS lets it: CloudFormation works with the session that it is
   * given, and cannot renew it.
   */
  ensureValidFor(ms: number): Promise<void>;
}

/** For example `ec2` and `L-1216C47A`. */
export interface QuotaCode {
  readonly service: string;
  readonly code: string;
}

/** A key of the customer's, in KMS's own words: it has more of them than matter here. */
export interface KmsKey {
  /** For example `Enabled` or `PendingDeletion`. */
  readonly state: string;
  /** For example `ENCRYPT_DECRYPT`. */
  readonly usage: string;
  /** For example `SYMMETRIC_DEFAULT`. */
  readonly spec: string;
}

/** What another service finds in a role that is passed to it. */
export interface Role {
  /** Its trust policy as IAM has it: JSON, by anybody's hand. */
  readonly trust: string;
  /** ARNs of the managed policies attached to it. */
  readonly attachedPolicies: readonly string[];
}

export interface EksPort {
  /** Names of all clusters of the account in the session's region. */
  list(signal: AbortSignal): Promise<readonly string[]>;
  /** The Kubernetes versions that EKS offers, newest first. */
  versions(signal: AbortSignal): Promise<readonly KubernetesVersion[]>;
  /** `undefined` when there is no such cluster. */
  describe(name: string, signal: AbortSignal): Promise<ClusterDescription | undefined>;
  /** The add-ons of a cluster, all pages, with what EKS minds about them. */
  addOns(clusterName: string, signal: AbortSignal): Promise<readonly AddOnHealth[]>;
  /** One add-on of a cluster; `undefined` where it is not installed. */
  addOn(which: AddOnReference, signal: AbortSignal): Promise<AddOnHealth | undefined>;
  /** Whether EKS has an add-on for a Kubernetes version in the session's region. */
  offersAddOn(name: string, kubernetesVersion: string, signal: AbortSignal): Promise<boolean>;
  /** Begins to install an add-on. Objects that somebody else has created are not overwritten. */
  createAddOn(which: AddOnReference, signal: AbortSignal): Promise<void>;
  /**
   * An access entry that makes the principal an administrator of the cluster; one that is there already is added to.
   */
  grantAdminAccess(clusterName: string, principalArn: string, signal: AbortSignal): Promise<void>;
  /** The cluster's access entries name the principal. */
  hasAccessEntry(clusterName: string, principalArn: string, signal: AbortSignal): Promise<boolean>;
  /** A bearer token for the cluster's API, good for about 14 minutes. */
  createToken(clusterName: string): Promise<string>;
}

/** An add-on of a cluster, both by name. */
export interface AddOnReference {
  readonly clusterName: string;
  readonly addonName: string;
}

export interface AddOnHealth {
  readonly name: string;
  readonly version: string;
  /** For example `ACTIVE`, `UPDATING` or `DEGRADED`. */
  readonly status: string;
  /** What EKS minds, in its own words. */
  readonly issues: readonly string[];
}

export interface ClusterDescription {
  readonly name: string;
  readonly arn: string;
  readonly version: string;
  readonly status: string;
  readonly endpoint?: string;
  /** PEM, base64, as EKS gives it and a kubeconfig wants it. */
  readonly certificateAuthority?: string;
  /** Its API answers within its VPC only. */
  readonly isPrivate: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly deletionProtection: boolean;
  /** Where its nodes and load balancers are. */
  readonly vpcId?: string;
  /** What EKS does at the end of standard support: upgrade the cluster (`STANDARD`), or charge for extended. */
  readonly supportType?: string;
}

/** A failure in AWS's own words, sorted by what it means for us. */
export class AwsError extends Error {
  constructor(
    readonly kind:
      | 'denied'
      | 'credentials'
      | 'throttled'
      /** AWS itself fails, mostly with HTTP status 500. */
      | 'server'
      | 'network'
      /** Somebody else is changing what was asked about. */
      | 'changing'
      | 'refused'
      | 'already-exists',
    /** AWS's error code, for example `AccessDenied`. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'AwsError';
  }

  /** Tried again; it does not end an operation on its own. */
  get isTransient(): boolean {
    return ['throttled', 'server', 'network', 'changing', 'credentials'].includes(this.kind);
  }
}
