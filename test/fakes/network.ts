import { Agent as PlainAgent } from 'node:http';
import { Agent } from 'node:https';
import type { Connections } from '../../src/core/ports/connections';
import type { SendHttp } from '../../src/core/ports/http';
import { connections } from '../../src/network/connections';
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

export function connectionsTo(authority: string): Connections {
  const ca = [authority];
  return connections({ agent: new Agent({ ca, keepAlive: true }), ca });
}
