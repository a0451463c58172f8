import type {
  Choice,
  CreationStep,
  DeletionStep,
  Operation,
  Outcome,
  StackClaim,
} from '../core/operation/operation';
import type { BaseCredentials } from '../core/ports/aws';
import type { KubeconfigCredential, Level } from '../core/registry/target';
import {
  COMPUTE_KINDS,
  ENDPOINT_ACCESSES,
  FAILURE_POLICIES,
  type ClusterSpec,
} from '../core/cluster-form/cluster-spec';
import { fields, flag, listOf, number, oneOf, optional, text, words, type Shape } from './shape';

/** What each member of a union has besides the word that tells it apart. */
type Members<Word extends string> = { readonly [W in Word]: Readonly<Record<string, Shape>> };

const SPEC = fields({
  name: text,
  environmentScope: text,
  kubernetesVersion: text,
  supportType: text,
  serviceRoleArn: text,
  keyPair: optional(text),
  vpcId: text,
  subnetIds: listOf(text),
  securityGroupId: text,
  compute: fields({ kind: words(...COMPUTE_KINDS) }),
  endpoint: fields({ access: words(...ENDPOINT_ACCESSES) }),
  logTypes: listOf(text),
  kmsKeyArn: optional(text),
  permissionsBoundary: optional(text),
  rolePath: optional(text),
  addOns: listOf(text),
  administrators: listOf(text),
  deletionProtection: flag,
  tags: fields({}),
  onFailure: words(...FAILURE_POLICIES),
  managed: flag,
  namespacePerEnvironment: flag,
} satisfies { readonly [K in keyof Required<ClusterSpec>]: Shape });

const LEVEL = oneOf('kind', {
  folder: { folder: text, name: text },
  workspace: { workspace: text },
  user: {},
} satisfies Members<Level['kind']>);

const FAILURE = fields({ message: text, cause: text, remedy: text });

const KEPT = fields({ controlPlane: optional(words('none', 'standard', 'extended')) });

const FAILED = {
  arn: optional(text),
  failedAt: number,
  failure: FAILURE,
  remaining: optional(listOf(text)),
  kept: optional(KEPT),
};

const CREATION_STEP = oneOf('step', {
  requested: {},
  continuing: { arn: text, remaining: listOf(text) },
  watching: { arn: text, update: optional(text) },
  complete: { arn: text },
  failed: { ...FAILED, goesOn: words('update', 'finish', 'anew') },
} satisfies Members<CreationStep['step']>);

const DELETION_STEP = oneOf('step', {
  requested: { arn: optional(text) },
  watching: { arn: text },
  gone: {},
  failed: FAILED,
} satisfies Members<DeletionStep['step']>);

const OUTCOME = oneOf('kind', {
  succeeded: { endedAt: number, nodesReady: number, notes: listOf(text) },
  deleted: { endedAt: number, notes: listOf(text) },
  kept: { endedAt: number, failure: FAILURE, nothingKept: optional(flag) },
} satisfies Members<Outcome['kind']>);

const ROLE = fields({
  roleArn: text,
  region: text,
  base: oneOf('kind', {
    default: {},
    profile: { profile: text },
    accessKey: {},
    instanceProfile: {},
  } satisfies Members<BaseCredentials['kind']>),
});

const EVERY_OPERATION = {
  id: text,
  startedAt: number,
  attempt: number,
  clusterName: text,
  role: ROLE,
  accountId: text,
  partition: text,
  target: fields({ level: LEVEL, kubeconfigPath: text }),
  notes: listOf(text),
  outcome: optional(OUTCOME),
  attached: flag,
};

const CREDENTIAL = oneOf('kind', {
  'aws-cli': { writeProfile: flag, profile: optional(fields({ name: text })) },
  'service-account': {},
} satisfies Members<KubeconfigCredential['kind']>);

const CREATION = {
  ...EVERY_OPERATION,
  target: fields({ level: LEVEL, kubeconfigPath: text, credential: CREDENTIAL, setCurrentContext: flag }),
  spec: SPEC,
  stack: CREATION_STEP,
  clusterConfigured: flag,
};

const CLAIM = oneOf('kind', {
  output: {},
  journal: {},
  agreed: { installation: optional(text) },
} satisfies Members<StackClaim['kind']>);

const DELETION = {
  ...EVERY_OPERATION,
  owner: text,
  claim: optional(CLAIM),
  stack: DELETION_STEP,
  foundGone: optional(flag),
  next: optional(oneOf('kind', { create: CREATION })),
};

export const OPERATION = oneOf('kind', {
  create: CREATION,
  delete: DELETION,
} satisfies Members<Operation['kind']>);

export const CHOICE = oneOf('kind', {
  delete: {},
  keep: {},
  forget: {},
  retry: { spec: SPEC },
  attach: { level: LEVEL, kubeconfigPath: text },
} satisfies Members<Choice['kind']>);
