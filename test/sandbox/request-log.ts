/** One call as the sandbox saw it. */
export interface LoggedRequest {
  readonly at: string;
  readonly service: string;
  /** `-` when the call was turned away before it was read. */
  readonly action: string;
  readonly region: string;
  /** ARN of the caller; `-` when it is unknown. */
  readonly caller: string;
  /** Path and query. */
  readonly url: string;
  /** HTTP status; 0 when the connection was broken on purpose. */
  readonly status: number;
  /** The error's code and message, if it failed. */
  readonly error?: string;
}

/** One thing that somebody was not allowed; what CloudFormation was denied on its caller's behalf is in no request. */
export interface LoggedDenial {
  readonly at: string;
  /** ARN. */
  readonly caller: string;
  /** `service:Action` */
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly policy: string;
  readonly effect: string;
}
