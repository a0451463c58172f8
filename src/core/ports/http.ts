/** One request, whose body is at hand. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** The whole answer to it. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of a failure (status 400 and above) perhaps only the beginning. */
  readonly body: Uint8Array;
}

/**
 * Sends a request and reads the whole answer, within bounds of size, time and form, and follows no redirect: requests
 * carry credentials. Throws `AnswerError` for an answer that is out of bounds, the signal's reason once it is aborted,
 * and Node's own errors for what happens below HTTP.
 */
export type SendHttp = (
  request: HttpRequest,
  options: { readonly signal: AbortSignal; readonly allowance: Allowance },
) => Promise<HttpAnswer>;

/** How many bytes a call may receive in all its requests together: all pages of a list, for example. */
export class Allowance {
  constructor(private bytes: number) {}

  get left(): number {
    return this.bytes;
  }

  spend(bytes: number): void {
    this.bytes -= bytes;
  }
}
