import type { Tag } from '@aws-sdk/client-ec2';

/** What the AWS console calls a resource; EC2 itself has names for few of them. */
export function nameTag(tags: readonly Tag[] = []): string | undefined {
  return tags.find(({ Key }) => Key === 'Name')?.Value;
}
