/** Who asks: an administrator, somebody without any right, a token that was never issued, or no token. */
export type Asker = 'admin' | 'limited' | 'forged' | 'anonymous';

/** A request that both servers are sent. */
interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly as?: Asker;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a server answered earlier in the scene, by the probe's name. */
export type Earlier = (probe: string) => Readonly<Record<string, unknown>>;

/** A request, or how it follows from what was answered before. */
export type Probe = Ask | ((earlier: Earlier) => Ask);

/** Probes that follow each other, in a namespace of their own. */
export interface Scene {
  readonly name: string;
  readonly probes: (namespace: string) => Readonly<Record<string, Probe>>;
}

export const MERGE = { 'content-type': 'application/merge-patch+json' } as const;
export const STRATEGIC = { 'content-type': 'application/strategic-merge-patch+json' } as const;
export const JSON_PATCH = { 'content-type': 'application/json-patch+json' } as const;
export const APPLY = { 'content-type': 'application/apply-patch+yaml' } as const;
