import { ServiceError } from '../service';
import type { HttpCall } from '../signature/http-call';
import type { DecodedCall } from './protocol';

interface Node {
  value?: string;
  readonly members: Map<string, Node>;
}

/**
 * Reads a call of the Query protocol, from a form or from the query of a presigned URL:
 * `Filter.1.Name=vpc-id` is a list, and so is `Tags.member.1.Key=…` of the services that write `member`.
 */
export function decodeQuery({ url, body }: HttpCall): DecodedCall {
  const parameters = new URLSearchParams(body.length > 0 ? Buffer.from(body).toString() : url.search);
  const action = parameters.get('Action');
  if (action === null) {
    throw new ServiceError('MissingAction', 'The request is missing an action or a required parameter.');
  }
  const root: Node = { members: new Map() };
  for (const [name, value] of parameters) {
    if (name !== 'Action' && name !== 'Version' && !name.startsWith('X-Amz-'))
      accountRegion(root, name, value);
  }
  return { action, input: plainMembers(root) };
}

function accountRegion(root: Node, name: string, value: string): void {
  let node = root;
  for (const part of name.split('.')) {
    const member = node.members.get(part) ?? { members: new Map<string, Node>() };
    node.members.set(part, member);
    node = member;
  }
  node.value = value;
}

function plain(node: Node): unknown {
  if (node.members.size === 0) return node.value;
  const onlyMember = node.members.size === 1 ? node.members.get('member') : undefined;
  if (onlyMember) return plain(onlyMember);
  const names = [...node.members.keys()];
  if (!names.every((name) => /^\d+$/.test(name))) return plainMembers(node);
  return [...node.members]
    .toSorted(([left], [right]) => Number(left) - Number(right))
    .map(([, item]) => plain(item));
}

function plainMembers(node: Node): Record<string, unknown> {
  return Object.fromEntries([...node.members].map(([name, member]) => [name, plain(member)]));
}
