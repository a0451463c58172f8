import * as v from 'valibot';
import { exactObject } from '../exact-object';
import {
  ADD_ONS,
  AUTO_ADD_ONS,
  CAPACITY_TYPES,
  COMPUTE_KINDS,
  ENDPOINT_ACCESSES,
  FAILURE_POLICIES,
  LOG_TYPES,
  NODE_SYSTEMS,
  SUPPORT_TYPES,
} from './cluster-spec';
import { EMPTY_DRAFT, type Draft, type Field } from './draft';

/** Longer than anything that AWS accepts, and shorter than what would slow the editor down. */
export const LONGEST_TEXT = 65_536;
const MOST_ITEMS = 1_000;

/** A text that a field may hold. */
export const TEXT = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));

const listOf = <T>(item: v.GenericSchema<T>) => v.pipe(v.array(item), v.maxLength(MOST_ITEMS));

/** One row a field. */
const FIELDS: { readonly [F in Field]: v.GenericSchema<Draft[F]> } = {
  roleArn: TEXT,
  region: TEXT,
  name: TEXT,
  environmentScope: TEXT,
  kubernetesVersion: TEXT,
  serviceRoleArn: TEXT,
  keyPair: TEXT,
  vpcId: TEXT,
  subnetIds: listOf(TEXT),
  securityGroupId: TEXT,
  compute: v.picklist(COMPUTE_KINDS),
  instanceType: TEXT,
  otherTypes: TEXT,
  system: v.picklist(NODE_SYSTEMS),
  nodeCount: TEXT,
  minNodes: TEXT,
  maxNodes: TEXT,
  capacityType: v.picklist(CAPACITY_TYPES),
  volumeSize: TEXT,
  labels: TEXT,
  taints: TEXT,
  endpointAccess: v.picklist(ENDPOINT_ACCESSES),
  publicCidrs: TEXT,
  logTypes: listOf(v.picklist(LOG_TYPES)),
  kmsKeyArn: TEXT,
  serviceIpv4Cidr: TEXT,
  deletionProtection: v.boolean(),
  addOns: listOf(v.picklist(ADD_ONS)),
  autoAddOns: listOf(v.picklist(AUTO_ADD_ONS)),
  supportType: v.picklist(SUPPORT_TYPES),
  ownAccess: v.boolean(),
  administrators: TEXT,
  permissionsBoundary: TEXT,
  rolePath: TEXT,
  tags: TEXT,
  onFailure: v.picklist(FAILURE_POLICIES),
  managed: v.boolean(),
  namespacePerEnvironment: v.boolean(),
  level: TEXT,
  writeProfile: v.boolean(),
};

/** A complete draft, with nothing beside it. */
export const DRAFT: v.GenericSchema<Draft> = exactObject(FIELDS);

/**
 * The draft in a value that the webview, this version or an earlier one has saved. A field that is missing or has another
 * type is as in a new form.
 */
export function readDraft(value: unknown): Draft {
  if (typeof value !== 'object' || value === null) return EMPTY_DRAFT;
  const values = value as Readonly<Record<string, unknown>>;
  const read = (Object.keys(FIELDS) as Field[]).map((field) => [
    field,
    v.is(FIELDS[field], values[field]) ? values[field] : EMPTY_DRAFT[field],
  ]);
  return Object.fromEntries(read) as Draft;
}
