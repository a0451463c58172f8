import * as l10n from '@vscode/l10n';
import { clusterArn } from '../arn';
import { INSTALLATION_TAG, OPERATION_TAG } from '../naming';
import type { ProvisionSession } from '../ports/aws';
import type { StackDescription } from '../ports/stacks';
import type { EksKey } from '../registry/entry';
import { stackError } from './errors';
import type { Operation, StackClaim } from './operation';

/** What is known on this machine about who created a stack. */
export interface OwnRecords {
  /** Of this machine: the value of the installation tag. */
  readonly installation: string;
  /** In progress and ended. */
  readonly operations: readonly Operation[];
}

/** Whose the stack of a cluster is. */
export type Ownership =
  | { readonly kind: 'own'; readonly owner: string; readonly claim: StackClaim }
  /** It carries our operation tag, but nothing proves that it is ours. @param doubts a sentence each */
  | {
      readonly kind: 'doubtful';
      readonly owner: string;
      readonly claim: StackClaim;
      readonly doubts: readonly string[];
    }
  /** No extension like this one created it, or it created another cluster. */
  | { readonly kind: 'foreign' };

/** Whose a stack is, by its tags, its output and our own records: anybody in the account can write tags. */
export function ownershipOf(stack: StackDescription, cluster: EksKey, records: OwnRecords): Ownership {
  const owner = stack.tags[OPERATION_TAG];
  const { ClusterArn: arn } = stack.outputs;
  if (owner === undefined || (arn !== undefined && arn !== clusterArn(cluster))) return { kind: 'foreign' };
  const proof = arn === undefined ? proofFromRecords(owner, cluster, records) : OUTPUT_CLAIM;
  const installation = stack.tags[INSTALLATION_TAG];
  if (proof && installation === records.installation) return { kind: 'own', owner, claim: proof };
  const doubts = [
    ...(installation === records.installation ? [] : [otherInstallationDoubt(stack.name, installation)]),
    ...(proof
      ? []
      : [
          l10n.t(
            'It does not say which cluster it belongs to, and this machine has no record of creating it.',
          ),
        ]),
  ];
  return { kind: 'doubtful', owner, claim: { kind: 'agreed', installation }, doubts };
}

const OUTPUT_CLAIM = { kind: 'output' } as const;

/** The creation has the ID that the stack is tagged with; so has the deletion that it became. */
function proofFromRecords(
  owner: string,
  cluster: EksKey,
  { operations }: OwnRecords,
): StackClaim | undefined {
  const isRecorded = operations.some(
    ({ id, clusterName: name, role: { region }, accountId, partition }) =>
      id === owner && clusterArn({ name, region, accountId, partition }) === clusterArn(cluster),
  );
  return isRecorded ? { kind: 'journal' } : undefined;
}

function otherInstallationDoubt(stack: string, installation: string | undefined): string {
  if (installation === undefined)
    return l10n.t('The stack {0} does not say which installation of EKS Clusters created it.', stack);
  return l10n.t(
    'The stack {0} was created by another installation of EKS Clusters, perhaps on another person’s machine.',
    stack,
  );
}

/** What a stack must say about itself before it is changed or deleted. */
export interface ClaimedStack {
  readonly cluster: EksKey;
  /** Value of its operation tag. */
  readonly owner: string;
  /** This installation. */
  readonly installation: string;
  readonly claim: StackClaim;
}

/** The stack that an operation may change or delete. @param installation this one */
export function claimedStackOf(operation: Operation, installation: string): ClaimedStack {
  const { clusterName: name, role, accountId, partition } = operation;
  const cluster = { name, region: role.region, accountId, partition };
  return { cluster, installation, owner: ownerOf(operation), claim: claimOf(operation) };
}

/** Whether tags and output still say what the claim rests on. An output that names another cluster defeats any claim. */
export function claimHolds(
  { cluster, owner, installation, claim }: ClaimedStack,
  { tags, outputs }: StackDescription,
): boolean {
  const expected = claim.kind === 'agreed' ? claim.installation : installation;
  if (tags[OPERATION_TAG] !== owner || tags[INSTALLATION_TAG] !== expected) return false;
  const { ClusterArn: arn } = outputs;
  return arn === undefined ? claim.kind !== 'output' : arn === clusterArn(cluster);
}

function ownerOf(operation: Operation): string {
  switch (operation.kind) {
    case 'create':
      return operation.id;
    case 'delete':
      return operation.owner;
  }
}

function claimOf(operation: Operation): StackClaim {
  if (operation.kind === 'create') return { kind: 'journal' };
  // Journals of earlier versions name no claim: the deletion of a creation has the creation's ID.
  return operation.claim ?? { kind: operation.id === operation.owner ? 'journal' : 'output' };
}

/**
 * Reads directly before a call that changes or deletes a stack whose it is now.
 * @returns `undefined` where the stack is gone
 * @throws UserError where it is no longer, or not provably, the one that was claimed
 */
export async function readClaimedStack(
  arn: string,
  claimed: ClaimedStack,
  { stacks }: Pick<ProvisionSession, 'stacks'>,
  signal: AbortSignal,
): Promise<StackDescription | undefined> {
  const stack = await stacks.describe(arn, signal);
  if (!stack || stack.status === 'DELETE_COMPLETE') return undefined;
  if (!claimHolds(claimed, stack)) throw stackError('stack-not-ours', { stack: stack.name });
  return stack;
}
