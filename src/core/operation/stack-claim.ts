import { clusterArn } from '../arn';
import { INSTALLATION_TAG, OPERATION_TAG } from '../naming';
import type { StackDescription } from '../ports/stacks';
import type { EksKey } from '../registry/entry';
import type { Operation } from './operation';

/** Why a stack may be changed or deleted as the stack of a cluster. */
export type StackClaim =
  /** Its `ClusterArn` output names the cluster. */
  | { readonly kind: 'output' }
  /** An operation in the journal of this installation created it. */
  | { readonly kind: 'journal' }
  /** Nothing proves it: the user typed the stack's name. @param installation the tag that it had then */
  | { readonly kind: 'agreed'; readonly installation?: string };

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
