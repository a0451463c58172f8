import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox } from './sandbox';

/** Runs the simulated AWS: one line of JSON when it is ready, then nothing until it is ended. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      speed: { type: 'string', default: '60' },
      port: { type: 'string', default: '0' },
      latency: { type: 'string', default: '0' },
      'external-id': { type: 'string' },
    },
  });
  const externalId = values['external-id'];
  const sandbox = await startSandbox({
    speed: Number(values.speed),
    port: Number(values.port),
    latencyMs: Number(values.latency),
    externalId,
  });
  endWith(sandbox);
  process.stdout.write(`${JSON.stringify(description(sandbox, externalId))}\n`);
}

function description(sandbox: Sandbox, externalId: string | undefined): object {
  const { url, env, base, clusters, roleArn, serviceRoleArn } = sandbox;
  return {
    url,
    env,
    accounts: { base: { id: base.id }, clusters: { id: clusters.id } },
    roleArn,
    serviceRoleArn,
    externalId,
    regions: [...clusters.regions.keys()],
  };
}

/** Whoever started it holds the other end of the pipe: when that process is gone, so is the sandbox. */
function endWith(sandbox: Sandbox): void {
  const end = (): void => {
    void sandbox.stop().finally(() => process.exit(0));
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.resume().once('end', end).once('close', end);
}

void main();
