import * as v from 'valibot';
import { userError } from '../core/errors/catalogue';
import type { ErrorReport } from './messages';
import { areParams, isRequestName, REQUEST } from './params';
import type { Handlers, HostMessage } from './rpc';

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
  const answerTo = async ({ id, name, params }: v.InferOutput<typeof REQUEST>): Promise<HostMessage> => {
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
    if (!v.is(REQUEST, message)) {
      report('no request');
      return;
    }
    const answer = await answerTo(message);
    // A closed panel throws on post, and there is no one left to answer.
    if (!signal.aborted) post(answer);
  };
}
