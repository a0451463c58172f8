/** An Amazon Resource Name, taken apart. `resource` may itself hold colons and slashes. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const match = /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws|):(.+)$/.exec(text);
  if (!match) return undefined;
  const [, partition = '', service = '', region = '', accountId = '', resource = ''] = match;
  return { partition, service, region, accountId, resource };
}

export interface RoleArn {
  readonly partition: string;
  readonly accountId: string;
  /** Without its path: the last part of the resource. */
  readonly name: string;
}

/** IAM: 20 to 2,048 characters; a role may have a path. https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
const ROLE_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/((?:[\w+=,.@-]+\/)*)([\w+=,.@-]{1,64})$/;

export function parseRoleArn(text: string): RoleArn | undefined {
  if (text.length > 2048) return undefined;
  const match = ROLE_ARN.exec(text);
  if (!match) return undefined;
  const [, partition = '', accountId = '', , name = ''] = match;
  return { partition, accountId, name };
}

export function clusterArn(cluster: {
  partition: string;
  region: string;
  accountId: string;
  name: string;
}): string {
  return `arn:${cluster.partition}:eks:${cluster.region}:${cluster.accountId}:cluster/${cluster.name}`;
}
