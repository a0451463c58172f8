import type { Data } from './data';
import { parseKubeconfig } from './document';
import { contentOf, findNamed, ourContext } from './lists';

/** The name of the context that is current, if the file names one. */
export function currentContext(text: string): string | undefined {
  const current = dataOf(text)?.['current-context'];
  return typeof current === 'string' && current !== '' ? current : undefined;
}

/** The name of our context of a cluster; the user may have given it another than we did. */
export function contextOf(text: string, clusterArn: string, name: string): string | undefined {
  const data = dataOf(text);
  return data && ourContext(data, clusterArn, name);
}

export function hasEntry(text: string, clusterArn: string): boolean {
  const data = dataOf(text);
  return data !== undefined && findNamed(data, 'clusters', clusterArn).kind === 'present';
}

/** Our user of the cluster signs in with a token in the file. */
export function holdsToken(text: string, clusterArn: string): boolean {
  const data = dataOf(text);
  return typeof (data && contentOf(data, 'users', clusterArn))?.['token'] === 'string';
}

function dataOf(text: string): Data | undefined {
  const reading = parseKubeconfig(text);
  return reading.kind === 'kubeconfig' ? (reading.kubeconfig.data ?? {}) : undefined;
}
