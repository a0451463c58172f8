import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from '../editor/paths';
import type { LoggedRequest } from '../sandbox/request-log';
import type { PublicNames } from '../sandbox/sandbox';
import type { ResourceFailure } from '../sandbox/resource-failures';

/** The simulated AWS, in a process of its own as a user meets it. */
export interface SandboxProcess {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  /** Access key of a user who may do everything in the account of the base credentials. */
  readonly administrator: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly roleArn: string;
  readonly serviceRoleArn: string;
  /** For clusters in Auto Mode. */
  readonly autoServiceRoleArn: string;
  /** The cloud team lets an installation in: its external ID joins the trust of the role, by default of `roleArn`. */
  trust(externalId: string, roleArn?: string): Promise<void>;
  /** The next matching calls fail as told. */
  addFault(fault: Fault): Promise<void>;
  /** The next matching resources go wrong once AWS works on them: a node group fails with this issue, and so on. */
  failResource(failure: ResourceFailure): Promise<void>;
  /** What was left behind is gone, and what was broken is repaired. */
  clearResourceFailures(): Promise<void>;
  /** AWS has no instances of these types free in the region, until it is told otherwise. */
  scarcity(region: string, instanceTypes: readonly string[]): Promise<void>;
  requests(): Promise<readonly Pick<LoggedRequest, 'service' | 'action' | 'status' | 'caller'>[]>;
  /** What the APIs of its clusters were asked. */
  kubernetesRequests(): Promise<readonly { method: string; url: string; code: number }[]>;
  /** PEM of the authority that container CLIs have to trust, by `SSL_CERT_FILE` for example. */
  registryCa(): Promise<string>;
  /** Every secret access key and token that it knows of, has given out or was shown. */
  secrets(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

type Fault = FaultEffect & {
  readonly service: string;
  readonly action: string;
  readonly times?: number;
};

/** As `test/sandbox/api-faults.ts` names them. */
type FaultEffect =
  | { readonly error: { readonly code: string; readonly message: string; readonly status: number } }
  | { readonly reset: true }
  | { readonly lostAnswer: true }
  | { readonly silence: true };

interface Ready {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  readonly administrator: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly roleArn: string;
  readonly serviceRoleArn: string;
  readonly autoServiceRoleArn: string;
}

export interface SandboxOptions {
  readonly speed: number;
  /** The external ID that the provision role trusts from the beginning; otherwise `trust` lets one in. */
  readonly externalId?: string;
  /** Names that only a proxy knows the way from. */
  readonly names?: PublicNames;
  /** Podman runs the containers of clusters; `simulated` unless given. */
  readonly pods?: 'simulated' | 'real';
}

export async function startSandboxProcess({
  speed,
  externalId,
  names,
  pods = 'simulated',
}: SandboxOptions): Promise<SandboxProcess> {
  const main = join(root, 'test/sandbox/main.ts');
  const trust = externalId === undefined ? [] : ['--external-id', externalId];
  const at = names ? ['--origin', names.origin, '--cluster-host', names.clusterHost] : [];
  const args = ['--import', 'tsx', main, '--speed', String(speed), ...trust, ...at];
  if (pods === 'real') args.push('--real-pods');
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = JSON.parse(await firstLine(child.stdout)) as Ready;
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${ready.url}/_sandbox/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${ready.url}/_sandbox/${path}`);
    return (await answer.json()) as T;
  };
  return {
    ...ready,
    trust: (externalId, roleArn = ready.roleArn) => post('trust', { roleArn, externalId }),
    addFault: (fault) => post('faults', fault),
    failResource: (failure) => post('resource-failures', failure),
    clearResourceFailures: async () => {
      await fetch(`${ready.url}/_sandbox/resource-failures`, { method: 'DELETE' });
    },
    scarcity: (region, instanceTypes) => post('scarcity', { region, instanceTypes }),
    requests: () => get('requests'),
    kubernetesRequests: () => get('kubernetes-requests'),
    registryCa: async () => (await get<{ ca: string }>('registry-ca')).ca,
    secrets: () => get('secrets'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) {
    stream.resume();
    return line;
  }
  throw new Error('The simulated account ended before it was ready.');
}
