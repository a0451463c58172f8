import type { FormRequests, HostEvents, ErrorReport } from './messages';

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
