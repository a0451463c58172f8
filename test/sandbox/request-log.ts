/** One call as the sandbox saw it. */
export interface LoggedRequest {
  readonly at: string;
  readonly service: string;
  /** `-` when the call was turned away before it was read. */
  readonly action: string;
  readonly region: string;
  /** ARN of the caller; `-` when nobody could be told. */
  readonly caller: string;
  /** Path and query. */
  readonly url: string;
  /** HTTP status; 0 when the connection was broken on purpose. */
  readonly status: number;
  /** The error's code and message, if it failed. */
  readonly error?: string;
}
