import type { Account } from './accounts';

/** Who calls: what STS answers to GetCallerIdentity, and what the authorizer looks up policies by. */
export interface Caller {
  readonly account: Account;
  /** ARN that GetCallerIdentity returns: a user's, or `arn:aws:sts::…:assumed-role/Role/session`. */
  readonly arn: string;
  /** ARN of the user or of the role behind the session: what policies are attached to. */
  readonly principalArn: string;
  /** The unique ID that GetCallerIdentity returns as UserId. */
  readonly userId: string;
  /** Session policy given at AssumeRole, if any. */
  readonly sessionPolicy?: string;
}

/** One authenticated call, whatever its wire protocol was. */
export interface ServiceRequest {
  readonly caller: Caller;
  readonly region: string;
  /** Operation name as in the service's API reference, for example `DescribeStacks`. */
  readonly action: string;
  /** The operation's input by member name, with real arrays, objects, numbers and booleans where the wire has them. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Throws the service's own access denied error unless the caller may do this; `service:Action`. */
  authorize(
    action: string,
    resource?: string,
    context?: Readonly<Record<string, string | readonly string[]>>,
  ): void;
}

/** Output by member name; the wire layer turns it into the protocol's XML or JSON. */
export type ServiceResponse = Readonly<Record<string, unknown>>;

export type Operation = (request: ServiceRequest) => ServiceResponse | Promise<ServiceResponse>;

/** An error in the service's own words; the wire layer gives it the protocol's shape. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** One simulated service: its operations by name. */
export interface Service {
  /** The name in the credential scope: `sts`, `iam`, `ec2`, `cloudformation`, `eks`, `autoscaling`, `ssm`, `kms`, `ecr`, `servicequotas`. */
  readonly signingName: string;
  readonly operations: Readonly<Record<string, Operation>>;
}
