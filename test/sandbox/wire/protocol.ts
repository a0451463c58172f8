import type { ServiceError, ServiceResponse } from '../service';
import type { HttpCall } from '../signature/http-call';

/** One of AWS's wire protocols, as one service speaks it. */
export interface Protocol {
  /** Throws a ServiceError when the request is for no operation. */
  decode(call: HttpCall): DecodedCall;
  encode(action: string, output: ServiceResponse, requestId: string): HttpAnswer;
  encodeError(error: ServiceError, requestId: string): HttpAnswer;
}

export interface DecodedCall {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
