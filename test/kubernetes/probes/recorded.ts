import { readFileSync } from 'node:fs';
import type { Probe, Scene } from './probe';

interface Recorded {
  readonly title: string;
  readonly request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    readonly path: string;
    readonly contentType?: string;
    readonly body?: unknown;
    readonly base64?: string;
  };
}

/** The requests whose answers of a real server the unit suite holds the simulation to: whether they still are its. */
export const recorded: readonly Scene[] = ['create', 'change', 'delete'].map((sequence) => ({
  name: `recorded to ${sequence}`,
  probes: (namespace) => {
    const url = new URL(`../../fixtures/kubernetes-answers/requests/${sequence}.json`, import.meta.url);
    const text = readFileSync(url, 'utf8').replaceAll(`rec-${sequence}`, namespace);
    const requests = JSON.parse(text) as readonly Recorded[];
    return Object.fromEntries(
      requests.map(({ title, request }, index) => [`${title} (${index + 1})`, probeOf(request)]),
    );
  },
}));

function probeOf({ method, path, contentType, body, base64 }: Recorded['request']): Probe {
  return {
    ...{ method, path },
    ...(contentType !== undefined && { headers: { 'content-type': contentType } }),
    body: base64 === undefined ? body : Buffer.from(base64, 'base64'),
  };
}
