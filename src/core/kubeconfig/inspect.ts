import * as l10n from '@vscode/l10n';
import { isData, type Data } from './data';
import { readKubeconfig } from './document';
import { contextsOf, listOf, named } from './lists';

/** The name of the context that is current, if the file names one. */
export function currentContext(text: string): string | undefined {
  const current = dataOf(text)?.['current-context'];
  return typeof current === 'string' && current !== '' ? current : undefined;
}

/** The name of our context of a cluster; the user may have given it another than we did. */
export function contextOf(text: string, clusterArn: string): string | undefined {
  const data = dataOf(text);
  return data && contextsOf(data, clusterArn)[0];
}

export function hasEntry(text: string, clusterArn: string): boolean {
  const data = dataOf(text);
  return data !== undefined && named(data, 'clusters', clusterArn).kind === 'present';
}

/** Our user of the cluster signs in with a token that stands in the file. */
export function holdsToken(text: string, clusterArn: string): boolean {
  const data = dataOf(text);
  const place = data && named(data, 'users', clusterArn);
  const user = place?.kind === 'present' ? place.item['user'] : undefined;
  return isData(user) && typeof user['token'] === 'string';
}

/**
 * What `kubectl` would run for the file's users, other than our `aws eks get-token`: one command line each. A name that
 * looks like ours is no proof, so the whole of the plugin is compared. Of a file that we cannot read, one line says so.
 *
 * @param awsPath the AWS CLI as we would write it; `undefined` where there is none
 */
export function foreignExecUsers(text: string, awsPath: string | undefined): readonly string[] {
  const data = dataOf(text);
  if (!data) return [l10n.t('(unknown: the file cannot be read)')];
  return listOf(data, 'users').flatMap((item) => {
    const user = isData(item) ? item['user'] : undefined;
    if (!isData(user)) return [];
    return [user['exec'], legacyPlugin(user)]
      .filter(isData)
      .flatMap((exec) => (isOurs(exec, awsPath) ? [] : [commandLine(exec)]));
  });
}

/** Before Kubernetes 1.26, `kubectl` also ran the `cmd-path` of an auth provider. */
function legacyPlugin(user: Data): Data | undefined {
  const provider = user['auth-provider'];
  const config = isData(provider) ? provider['config'] : undefined;
  return isData(config) && 'cmd-path' in config
    ? { command: config['cmd-path'], args: [config['cmd-args']] }
    : undefined;
}

const OUR_ARGUMENTS = /^(--profile \S+ )?--region [\w-]+ eks get-token --cluster-name [\w-]+ --output json$/;

function isOurs(exec: Data, awsPath: string | undefined): boolean {
  const { command, args, env } = exec;
  if (awsPath === undefined || command !== awsPath || (env !== undefined && env !== null)) return false;
  return Array.isArray(args) && OUR_ARGUMENTS.test(args.join(' '));
}

function commandLine({ command, args, env }: Data): string {
  const variables = Array.isArray(env)
    ? env.filter(isData).map((v) => `${String(v['name'])}=${String(v['value'])}`)
    : [];
  const words = Array.isArray(args) ? (args as unknown[]) : [];
  return [...variables, command, ...words].map(String).join(' ');
}

function dataOf(text: string): Data | undefined {
  const reading = readKubeconfig(text);
  return reading.kind === 'kubeconfig' ? (reading.kubeconfig.data ?? {}) : undefined;
}
