import { crashLoop, event } from '../recorded';
import { type FailureCase, unready, web } from './case';

const http = { path: '/', port: 5000, scheme: 'HTTP' };
const probing = (message: string, log?: string): Omit<FailureCase, 'code' | 'says'> => ({
  objects: web(
    unready({ readinessProbe: { httpGet: http } }),
    event('Unhealthy', `Readiness probe failed: ${message}`),
  ),
  log,
});
const REFUSED = 'Get "http://10.0.0.5:5000/": dial tcp 10.0.0.5:5000: connect: connection refused';

export const PROBES_CASES: readonly FailureCase[] = [
  { code: 'nothing-listens', says: /^Nothing is listening on port 5000\.$/, ...probing(REFUSED) },
  {
    code: 'nothing-listens',
    says: /The log mentions port 3000\.$/,
    ...probing(REFUSED, 'Server listening on http://localhost:3000'),
  },
  {
    code: 'nothing-listens',
    says: /127\.0\.0\.1 only/,
    ...probing(REFUSED, 'Listening on http://127.0.0.1:5000'),
  },
  {
    code: 'probe-status',
    says: /answers \/ with HTTP status 404/,
    ...probing('HTTP probe failed with statuscode: 404'),
  },
  {
    code: 'probe-scheme',
    says: /HTTP or HTTPS/,
    ...probing('Get "https://10.0.0.5:5000/": http: server gave HTTP response to HTTPS client'),
  },
  {
    code: 'probe-timeout',
    says: /does not answer on port 5000 in time/,
    ...probing(
      'Get "http://10.0.0.5:5000/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ),
  },
  {
    code: 'probe-failed',
    says: /probe of the container fails/,
    ...probing("cat: can't open '/tmp/healthy': No such file or directory"),
  },
  {
    code: 'nothing-listens',
    says: /^Nothing is listening on port 5000\.$/,
    objects: web(
      {
        container: { startupProbe: { tcpSocket: { port: 5000 }, periodSeconds: 2, failureThreshold: 30 } },
        status: { phase: 'Running' },
        state: crashLoop({ exitCode: 137 }),
      },
      event('Killing', 'Container web failed startup probe, will be restarted'),
      event('Unhealthy', 'Startup probe failed: dial tcp 10.0.0.5:5000: connect: connection refused'),
    ),
  },
  {
    code: 'probe-status',
    says: /HTTP status 500/,
    objects: web(
      {
        container: { livenessProbe: { httpGet: http } },
        status: { phase: 'Running' },
        state: crashLoop({ exitCode: 143 }),
      },
      event('Killing', 'Container web failed liveness probe, will be restarted'),
      event('Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 500'),
    ),
  },
];
