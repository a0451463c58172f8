import { userError } from '../core/errors/catalogue';
import type { FormRequests, HostEvents, ErrorReport } from './messages';
import { areParams, isRequestName } from './params';

export type RequestName = keyof FormRequests;
export type Params<R extends RequestName> = FormRequests[R]['params'];
export type Result<R extends RequestName> = FormRequests[R]['result'];

/** What crosses from the form to the host. */
export interface RequestMessage {
  readonly type: 'request';
  readonly id: number;
  readonly name: string;
  readonly params: unknown;
}

/** What crosses from the host to the form. */
export type HostMessage =
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: ErrorReport }
  | { readonly type: 'event'; readonly name: keyof HostEvents; readonly payload: unknown };

/** One handler a request: a missing one does not compile. `signal` is aborted when the form is closed. */
export type Handlers = {
  readonly [R in RequestName]: (params: Params<R>, signal: AbortSignal) => Promise<Result<R>>;
};

/** A request that the host refused, in the host's words. */
export class RequestError extends Error {
  constructor(readonly report: ErrorReport) {
    super(report.message);
    this.name = 'RequestError';
  }
}

/** The form's end of the wire. */
export class FormClient {
  private nextId = 1;
  private readonly pending = new Map<
    number,
    { resolve: (result: never) => void; reject: (error: Error) => void }
  >();
  private readonly listeners = new Map<keyof HostEvents, (payload: never) => void>();

  constructor(private readonly post: (message: RequestMessage) => void) {}

  /** @throws RequestError */
  request<R extends RequestName>(name: R, params: Params<R>): Promise<Result<R>> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.post({ type: 'request', id, name, params });
    });
  }

  on<E extends keyof HostEvents>(name: E, listener: (payload: HostEvents[E]) => void): void {
    this.listeners.set(name, listener);
  }

  receive(message: HostMessage): void {
    switch (message.type) {
      case 'result':
        this.take(message.id)?.resolve(message.result as never);
        return;
      case 'error':
        this.take(message.id)?.reject(new RequestError(message.error));
        return;
      case 'event':
        this.listeners.get(message.name)?.(message.payload as never);
        return;
    }
  }

  private take(id: number) {
    const request = this.pending.get(id);
    this.pending.delete(id);
    return request;
  }
}

/**
 * The host's end: answers each request exactly once, and does nothing for what is none.
 * @param toErrorReport turns whatever a handler threw into the form's words
 * @param report told, in a few words and none of the form's, of a message that the form would never send
 */
export function createHost(options: {
  handlers: Handlers;
  post: (message: HostMessage) => void;
  toErrorReport: (error: unknown) => ErrorReport;
  report: (what: string) => void;
  signal: AbortSignal;
}): (message: unknown) => Promise<void> {
  const { handlers, post, toErrorReport, report, signal } = options;
  const answerTo = async ({ id, name, params }: RequestMessage): Promise<HostMessage> => {
    try {
      if (!isRequestName(name)) throw refusal('an unknown request');
      if (!areParams(name, params)) throw refusal(`${name} with unknown params`);
      // Each its own, for a form asks for many lists at once: Node warns of an eleventh listener on one signal.
      const closed = AbortSignal.any([signal]);
      return { type: 'result', id, result: await handlers[name](params as never, closed) };
    } catch (error) {
      return { type: 'error', id, error: toErrorReport(error) };
    }
  };
  const refusal = (what: string): Error => {
    report(what);
    return userError('message-invalid', { what });
  };
  return async (message) => {
    if (!isRequest(message)) {
      report('no request');
      return;
    }
    const answer = await answerTo(message);
    // A closed panel throws on post, and nobody is left to answer.
    if (!signal.aborted) post(answer);
  };
}

/** Whether it can be answered at all. */
function isRequest(message: unknown): message is RequestMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id } = message as Partial<Record<string, unknown>>;
  return type === 'request' && Number.isSafeInteger(id);
}
