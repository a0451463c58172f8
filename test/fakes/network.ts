import { Agent as PlainAgent } from 'node:http';
import { Agent } from 'node:https';
import type { SendHttp } from '../../src/core/ports/http';
import { exchange } from '../../src/network/exchange';

/** The real way out, without a proxy and without authorities that were added. */
export const toAws = exchange({
  agent: new Agent({ keepAlive: true }),
  plainAgent: new PlainAgent({ keepAlive: true }),
  ca: undefined,
});

export function toCluster(authority: string): SendHttp {
  const ca = [authority];
  return exchange({ agent: new Agent({ ca, keepAlive: true }), ca });
}
