import { request } from 'node:https';
import { networkCode } from '../core/errors/network';
import type { KubernetesTarget, Probe } from '../core/ports/kubernetes';
import type { AgentFor } from './connection';

const TIME_LIMIT_MS = 10_000;
/** A version is some hundred characters; whoever answers may send anything. */
const MAX_LENGTH = 16_384;

/** Asks for `/version`, which every Kubernetes API has; who may read it is told apart from who may not. */
export async function probe(
  target: KubernetesTarget,
  agentFor: AgentFor,
  signal: AbortSignal,
): Promise<Probe> {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    return understood(await get(target, agentFor, AbortSignal.any([signal, limit])));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) return { kind: 'unreachable', code: 'ETIMEDOUT', detail: '' };
    if (!(error instanceof Error)) throw error;
    const detail = error.message.slice(0, 300);
    return { kind: 'unreachable', code: networkCode(error) ?? codeOf(error), detail };
  }
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

async function get(target: KubernetesTarget, agentFor: AgentFor, signal: AbortSignal): Promise<Answer> {
  const authority = Buffer.from(target.certificateAuthority, 'base64').toString();
  const headers = { authorization: `Bearer ${await target.token()}`, accept: 'application/json' };
  const options = { agent: agentFor(authority), headers, signal };
  return new Promise((resolve, reject) => {
    const asked = request(new URL('/version', target.endpoint), options, (response) => {
      const { statusCode: status = 0, headers: received } = response;
      const answer = (text: string) => resolve({ status, contentType: received['content-type'] ?? '', text });
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length <= MAX_LENGTH) return;
        answer('');
        response.destroy();
      });
      response.on('end', () => answer(text));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

function understood({ status, contentType, text }: Answer): Probe {
  if (status === 401) return { kind: 'unauthorized' };
  const body = status >= 200 && status < 500 ? parsed(text) : undefined;
  if (typeof body?.['gitVersion'] === 'string') return { kind: 'kubernetes', version: body['gitVersion'] };
  // A Status object: it knows the token, which may just not read the version.
  if (status === 403 && body?.['kind'] === 'Status') return { kind: 'kubernetes', version: '' };
  const detail = [`HTTP ${status}`, contentType.split(';')[0]?.slice(0, 50)].filter(Boolean).join(', ');
  return { kind: 'not-kubernetes', detail: `${detail}.` };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
