import * as v from 'valibot';
import { AnswerError } from '../core/errors/answer';
import { bounded } from '../core/errors/bounded';
import { networkCode } from '../core/errors/network';
import { Allowance, type HttpAnswer } from '../core/ports/http';
import type { KubernetesTarget, Probe } from '../core/ports/kubernetes';
import type { SendTo } from './connection';

const TIME_LIMIT_MS = 10_000;
/** A version has about a hundred characters, but the server may send anything. */
const MAX_BYTES = 16_384;
const DETAIL_LIMIT = 300;

/** Asks for `/version`, which every Kubernetes API has; who may read it is told apart from who may not. */
export async function probe(target: KubernetesTarget, sendTo: SendTo, signal: AbortSignal): Promise<Probe> {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    return understood(await get(target, sendTo, AbortSignal.any([signal, limit])));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) return { kind: 'unreachable', code: 'ETIMEDOUT', detail: '' };
    if (!(error instanceof Error)) throw error;
    if (error instanceof AnswerError) return { kind: 'unusable', fault: error.fault };
    const detail = bounded(error.message, DETAIL_LIMIT);
    return { kind: 'unreachable', code: networkCode(error) ?? codeOf(error), detail };
  }
}

const VERSION = v.object({ gitVersion: v.string() });
const STATUS = v.object({ kind: v.literal('Status') });

async function get(target: KubernetesTarget, sendTo: SendTo, signal: AbortSignal): Promise<HttpAnswer> {
  const send = sendTo(Buffer.from(target.certificateAuthority, 'base64').toString());
  const headers = { authorization: `Bearer ${await target.token()}`, accept: 'application/json' };
  const request = { method: 'GET', url: new URL('/version', target.endpoint), headers };
  return send(request, { signal, allowance: new Allowance(MAX_BYTES) });
}

function understood({ status, headers, body }: HttpAnswer): Probe {
  if (status === 401) return { kind: 'unauthorized' };
  const answer = status >= 200 && status < 500 ? parsed(Buffer.from(body).toString()) : undefined;
  if (v.is(VERSION, answer)) return { kind: 'kubernetes', version: bounded(answer.gitVersion, DETAIL_LIMIT) };
  // It knows the token, which may just not read the version.
  if (status === 403 && v.is(STATUS, answer)) return { kind: 'kubernetes', version: '' };
  const contentType = (headers['content-type'] ?? '').split(';')[0]?.slice(0, 50);
  const detail = [`HTTP ${status}`, contentType].filter(Boolean).join(', ');
  return { kind: 'not-kubernetes', detail: `${detail}.` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
