import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ground } from '../editor/paths';
import { startProxy, type TestProxy } from '../proxy/proxy';
import { startSandboxProcess, type SandboxProcess } from './sandbox';

/** Names that no DNS has. */
export const AWS_HOST = 'aws.sandbox.test';
export const CLUSTER_HOST = 'clusters.sandbox.test';

/** A simulated account to which only a proxy knows the way, and that proxy. */
export interface ProxiedSandbox extends SandboxProcess {
  readonly proxy: TestProxy;
}

export async function startProxiedSandbox({ speed }: { readonly speed: number }): Promise<ProxiedSandbox> {
  const names = { origin: `https://${AWS_HOST}`, clusterHost: CLUSTER_HOST };
  const sandbox = await startSandboxProcess({ speed, names });
  const proxy = await startProxy({
    inspect: { host: AWS_HOST, port: () => Number(new URL(sandbox.url).port) },
  });
  const folder = await mkdtemp(join(ground, 'authority-'));
  const authority = join(folder, 'ca.pem');
  await writeFile(authority, proxy.authority);
  return {
    ...sandbox,
    env: { ...sandbox.env, HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: authority },
    proxy,
    async stop() {
      await Promise.all([sandbox.stop(), proxy.close(), rm(folder, { recursive: true })]);
    },
  };
}
