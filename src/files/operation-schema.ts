import * as v from 'valibot';
import type { AwsProfile } from '../core/aws-config/profile';
import type { ProfileSource } from '../core/aws-config/profile-source';
import type { Failure } from '../core/cloudformation/failure';
import { EMPTY_DRAFT, type Field } from '../core/cluster-form/draft';
import { CONTROL_PLANE_PRICES, type ControlPlanePrice } from '../core/cost/prices';
import {
  RECOVERIES,
  type Creation,
  type CreationStep,
  type Decision,
  type Deletion,
  type DeletionStep,
  type FailedStep,
  type Kept,
  type Operation,
  type Outcome,
  type StackClaim,
} from '../core/operation/operation';
import type { BaseCredentials, ProvisionRole } from '../core/sign-in/provision-role';
import type { KubeconfigCredential, Level, Target } from '../core/registry/target';
import { COUNT, object, oneOf, TEXTS, type Entries } from './schema';
import { SPEC } from './spec-schema';

const LEVEL = oneOf<Level, 'kind'>('kind', {
  folder: { folder: v.string(), name: v.string() },
  workspace: { workspace: v.string() },
  user: {},
});

const FAILURE = object<Failure>({
  message: v.string(),
  cause: v.string(),
  remedy: v.string(),
  logicalId: v.optional(v.string()),
  field: v.optional(v.picklist(Object.keys(EMPTY_DRAFT) as Field[])),
});

const FAILED: Entries<Omit<FailedStep, 'step'>> = {
  arn: v.optional(v.string()),
  failedAt: v.number(),
  failure: FAILURE,
  remaining: v.optional(TEXTS),
  kept: v.optional(
    object<Kept>({
      controlPlane: v.optional(
        v.picklist(['none', ...(Object.keys(CONTROL_PLANE_PRICES) as ControlPlanePrice[])]),
      ),
    }),
  ),
};

const CREATION_STEP = oneOf<CreationStep, 'step'>('step', {
  requested: {},
  continuing: { arn: v.string(), remaining: TEXTS },
  watching: { arn: v.string(), update: v.optional(v.string()) },
  complete: { arn: v.string() },
  failed: { ...FAILED, recovery: v.picklist(RECOVERIES) },
});

const DELETION_STEP = oneOf<DeletionStep, 'step'>('step', {
  requested: { arn: v.optional(v.string()) },
  watching: { arn: v.string() },
  gone: {},
  failed: FAILED,
});

const OUTCOME = oneOf<Outcome, 'kind'>('kind', {
  succeeded: { endedAt: v.number(), nodesReady: COUNT, notes: TEXTS },
  deleted: { endedAt: v.number(), notes: TEXTS },
  kept: { endedAt: v.number(), failure: FAILURE, nothingKept: v.optional(v.literal(true)) },
});

const ROLE = object<ProvisionRole>({
  roleArn: v.string(),
  region: v.string(),
  base: oneOf<BaseCredentials, 'kind'>('kind', {
    default: {},
    profile: { profile: v.string() },
    accessKey: {},
    instanceProfile: {},
  }),
});

const PROFILE = object<AwsProfile>({
  name: v.string(),
  roleArn: v.string(),
  externalId: v.string(),
  region: v.string(),
  source: oneOf<ProfileSource, 'kind'>('kind', {
    profile: { profile: v.string() },
    'credential-source': { value: v.picklist(['Environment', 'Ec2InstanceMetadata', 'EcsContainer']) },
    'web-identity': {
      roleArn: v.string(),
      tokenFile: v.string(),
      sessionName: v.optional(v.string()),
    },
  }),
});

const PLACE: Entries<Pick<Target, 'level' | 'kubeconfigPath'>> = { level: LEVEL, kubeconfigPath: v.string() };

const EVERY_OPERATION: Entries<Omit<Operation, 'kind' | 'stack' | 'target'>> = {
  id: v.string(),
  startedAt: v.number(),
  attempt: COUNT,
  clusterName: v.string(),
  role: ROLE,
  accountId: v.string(),
  partition: v.string(),
  notes: TEXTS,
  outcome: v.optional(OUTCOME),
  attached: v.boolean(),
};

const CREATION: Entries<Omit<Creation, 'kind'>> = {
  ...EVERY_OPERATION,
  target: object<Target>({
    ...PLACE,
    credential: oneOf<KubeconfigCredential, 'kind'>('kind', {
      'aws-cli': { writeProfile: v.boolean(), profile: v.optional(PROFILE) },
      'service-account': {},
    }),
    setCurrentContext: v.boolean(),
  }),
  spec: SPEC,
  stack: CREATION_STEP,
  clusterConfigured: v.boolean(),
};

const DELETION: Entries<Omit<Deletion, 'kind'>> = {
  ...EVERY_OPERATION,
  target: object(PLACE),
  owner: v.string(),
  claim: v.optional(
    oneOf<StackClaim, 'kind'>('kind', {
      output: {},
      journal: {},
      agreed: { installation: v.optional(v.string()) },
    }),
  ),
  stack: DELETION_STEP,
  foundGone: v.optional(v.literal(true)),
  next: v.optional(oneOf<Creation, 'kind'>('kind', { create: CREATION })),
};

/** An operation as the journal keeps it. */
export const OPERATION = oneOf<Operation, 'kind'>('kind', { create: CREATION, delete: DELETION });

export const DECISION = oneOf<Decision, 'kind'>('kind', {
  delete: {},
  keep: {},
  forget: {},
  retry: { spec: SPEC },
  attach: PLACE,
});
