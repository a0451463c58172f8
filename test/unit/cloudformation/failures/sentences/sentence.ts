import type { Field } from '../../../../../src/core/cluster-form/draft';

/** A sentence of AWS, and the expected reading. */
export interface Sentence {
  /** Number in the list of failures that we set out with; absent for those met since. */
  readonly number?: number;
  readonly text: string;
  /** Row of the table. */
  readonly id: string;
  readonly cause: RegExp;
  readonly remedy: RegExp;
  readonly field?: Field;
}

/** As CloudFormation wraps what a service answered. */
export function handler(message: string, code = 'InvalidRequest'): string {
  return `Resource handler returned message: "${message} (Service: Eks, Status Code: 400, Request ID: 5c97a8dd-9d0c-4a3b-b83d-7885ce29179f) (SDK Attempt Count: 1)" (RequestToken: 1df99d21-0000-0000-0000-000000000000, HandlerErrorCode: ${code})`;
}

/** As its handler prints the issues of a node group: https://github.com/aws-samples/amazon-eks-ami-rhel/issues/11 */
export function issue(
  code: string,
  message: string,
  ids = 'i-01ffcdfb2f4d5670f, i-0cdaaf8fbe0d3b249',
): string {
  return `Resource handler returned message: "[Issue(Code=${code}, Message=${message}, ResourceIds=[${ids}])] (Service: null, Status Code: 0, Request ID: null)" (RequestToken: 2b857f44-998a-d3d1-1a4c-f5bf1899f733, HandlerErrorCode: GeneralServiceException)`;
}

export const USER = 'User: arn:aws:sts::222222222222:assumed-role/eks-provision/me';
