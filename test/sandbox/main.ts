import { fstatSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Registries } from './ecr/registry/registries';
import type { Runtime } from './kubernetes/kubelet/runtime';
import { startSandbox, type Sandbox } from './sandbox';
import type { AccessKey } from './seed/seed';

/** Runs the simulated AWS: one line of JSON when it is ready, then nothing until it is ended. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      speed: { type: 'string', default: '60' },
      port: { type: 'string', default: '0' },
      latency: { type: 'string', default: '0' },
      'external-id': { type: 'string' },
      /** Names that a proxy knows the way from; both or neither. */
      origin: { type: 'string' },
      'cluster-host': { type: 'string' },
      /** Podman runs the containers of clusters: images that were pushed to its registries. */
      'real-pods': { type: 'boolean', default: false },
      /** An AWS credentials file to write, for an editor that was started before the account. */
      credentials: { type: 'string' },
    },
  });
  const { origin, 'external-id': externalId, 'cluster-host': clusterHost } = values;
  const sandbox = await startSandbox({
    speed: numberOf('speed', values.speed),
    port: numberOf('port', values.port),
    latencyMs: numberOf('latency', values.latency),
    externalId,
    names: origin && clusterHost ? { origin, clusterHost } : undefined,
    openRuntime: values['real-pods'] ? openPodman : undefined,
  });
  endWith(sandbox);
  if (values.credentials !== undefined) await writeCredentials(values.credentials, sandbox);
  process.stdout.write(`${JSON.stringify(description(sandbox, externalId))}\n`);
}

/** Loaded only where it is wanted. The kernel ends its containers with this process. */
async function openPodman(nodeLogin: Registries['nodeLogin']): Promise<Runtime> {
  const { PodmanRuntime } = await import('./kubernetes/kubelet/podman/podman-runtime');
  return PodmanRuntime.open(undefined, nodeLogin);
}

async function writeCredentials(path: string, sandbox: Sandbox): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const keys = ({ accessKeyId, secretAccessKey }: AccessKey) =>
    `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  const users = { default: sandbox, administrator: sandbox.administrator, china: sandbox.china };
  const profiles = Object.entries(users).map(([profile, user]) => `[${profile}]\n${keys(user)}`);
  await writeFile(path, profiles.join('\n'), { mode: 0o600 });
}

function numberOf(option: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number >= 0) return number;
  console.error(`--${option} is "${value}", which is no number; give one, for example --${option} 60.`);
  process.exit(2);
}

function description(sandbox: Sandbox, externalId: string | undefined): object {
  const { url, env, administrator, base, clusters, china, roleArn, serviceRoleArn, autoServiceRoleArn } =
    sandbox;
  return {
    url,
    env,
    administrator,
    accounts: { base: { id: base.id }, clusters: { id: clusters.id } },
    roleArn,
    serviceRoleArn,
    autoServiceRoleArn,
    externalId,
    regions: [...clusters.regions.keys()],
    china: {
      account: { id: china.account.id },
      roleArn: china.roleArn,
      serviceRoleArn: china.serviceRoleArn,
      // Over the others, they make a process the user `developer` there; with --credentials, the profile `china` does.
      env: {
        AWS_ACCESS_KEY_ID: china.accessKeyId,
        AWS_SECRET_ACCESS_KEY: china.secretAccessKey,
        AWS_REGION: 'cn-northwest-1',
      },
      regions: [...china.account.regions.keys()],
    },
  };
}

/** The parent process holds the other end of the pipe: when it is gone, so is the sandbox. */
function endWith(sandbox: Sandbox): void {
  const end = (): void => {
    void sandbox.stop().finally(() => process.exit(0));
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.resume().once('end', end).once('close', end);
}

void main();
