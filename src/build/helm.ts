import { helmFailure, toolError } from '../core/deploy/tool-errors';
import type { Environment } from '../core/environment';
import { proxyFor, type ProxySettings } from '../core/network/proxy';
import type { HelmPort, PrivateFilePort, ReleaseName } from '../core/ports/deploy-tools';
import type { KubernetesTarget } from '../core/ports/kubernetes';
import { runProgram } from './run-program';

/** Helm writes notes to its standard output, which may have passwords in them. */
const LIMITS = { output: 0, said: 16_000 };
/** As many deployments as are recorded. */
const HISTORY = 20;

interface Deps {
  readonly env: Environment;
  /** The absolute path of a program, outside of all open folders. */
  readonly findExecutable: (name: string) => Promise<string | undefined>;
  readonly files: PrivateFilePort;
  readonly proxy: ProxySettings;
  readonly target: KubernetesTarget;
}

/**
 * Runs the Helm of this machine, which gets a token for one cluster in a file of its own and is told nothing else: neither
 * the user's kubeconfig, nor plugins, nor what variables of Helm's say.
 */
export function helmCli(deps: Deps): HelmPort {
  const run = async (args: readonly string[], { namespace }: ReleaseName, signal: AbortSignal) => {
    const path = await deps.findExecutable('helm');
    if (path === undefined) throw toolError('helm-missing');
    const text = await kubeconfigOf(deps, namespace);
    const end = await deps.files.withFile('config', text, (file) =>
      runProgram({ path, args, env: environmentFor(deps.env, file) }, LIMITS, signal),
    );
    if (end.kind === 'absent') throw toolError('helm-missing');
    if (end.kind === 'ended' && end.code !== 0) throw helmFailure(end.said);
  };
  return {
    upgrade: (upgrade, signal) => {
      const { name, namespace, chart, valuesFiles, values } = upgrade;
      const args = [
        ...['upgrade', name, chart, '--install', `--namespace=${namespace}`, `--history-max=${HISTORY}`],
        ...valuesFiles.map((file) => `--values=${file}`),
        ...Object.entries(values).map(([path, value]) => `--set-string=${path}=${escaped(value)}`),
      ];
      return run(args, upgrade, signal);
    },
    rollBack: (release, revision, signal) => {
      const { name, namespace } = release;
      const args = [
        'rollback',
        name,
        String(revision),
        `--namespace=${namespace}`,
        `--history-max=${HISTORY}`,
      ];
      return run(args, release, signal);
    },
  };
}

/** JSON is YAML. The token is good for an hour. */
async function kubeconfigOf({ target, proxy, env }: Deps, namespace: string): Promise<string> {
  const { hostname, port } = new URL(target.endpoint);
  const url = proxyFor({ host: hostname, port: Number(port || 443) }, proxy, env);
  const cluster = {
    server: target.endpoint,
    'certificate-authority-data': target.certificateAuthority,
    ...(url && { 'proxy-url': url.href }),
  };
  const name = 'cluster';
  return JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': name },
    clusters: [{ name, cluster }],
    users: [{ name, user: { token: await target.token() } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
  });
}

function environmentFor(
  { SystemRoot, TEMP, TMPDIR }: Environment,
  { folder, path }: { readonly folder: string; readonly path: string },
): NodeJS.ProcessEnv {
  const own = {
    ...{ HOME: folder, KUBECONFIG: path, HELM_DRIVER: 'secret', HELM_PLUGINS: folder },
    ...{ HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder },
  };
  const given = Object.entries({ SystemRoot, TEMP, TMPDIR }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), PATH: '', ...own };
}

/** Helm takes a comma for the end of a value, and braces for a list. */
function escaped(value: string): string {
  return value.replaceAll(/[,{}\\]/g, '\\$&');
}
