import * as l10n from '@vscode/l10n';
import { isData, type Data } from './data';
import { asText, isSet } from './entries';
import { contentOf, listOf, type ListName } from './lists';

/** The fields that hold a text or nothing: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
const TEXTS = {
  clusters: [
    'cluster',
    ['server', 'tls-server-name', 'certificate-authority', 'certificate-authority-data', 'proxy-url'],
  ],
  contexts: ['context', ['cluster', 'user', 'namespace']],
  users: [
    'user',
    ['client-certificate', 'client-key', 'token', 'tokenFile', 'as', 'as-uid', 'username', 'password'],
  ],
} as const satisfies Readonly<Record<ListName, readonly [kind: string, fields: readonly string[]]>>;

const LISTS = ['clusters', 'contexts', 'users'] as const satisfies readonly ListName[];

/**
 * Why kubectl would not load the file, or not use the cluster of that name: its rules as of kubectl 1.27 to 1.33, as
 * far as an entry of ours or a merge by hand can break them.
 *
 * @returns a reason that completes *was left as it is: …*; `undefined` where kubectl takes it
 */
export function kubectlProblem(data: Data, name: string): string | undefined {
  const header = headerProblem(data);
  if (header !== undefined) return header;
  for (const list of LISTS) {
    const objection = listProblem(data, list);
    if (objection !== undefined) return objection;
  }
  return clusterProblem(data, name);
}

/** What says that it is something else, such as a manifest, is no kubeconfig: no entry belongs there. */
function headerProblem(data: Data): string | undefined {
  for (const [field, only] of [
    ['apiVersion', 'v1'],
    ['kind', 'Config'],
  ] as const) {
    if (isSet(data[field]) && data[field] !== only)
      return l10n.t('it is not a kubeconfig: its {0} is {1}.', field, asText(data[field]));
  }
  return isText(data['current-context']) ? undefined : refusal('current-context');
}

function listProblem(data: Data, list: ListName): string | undefined {
  const names = new Set<string>();
  const [kind, fields] = TEXTS[list];
  for (const item of listOf(data, list)) {
    if (item === null) continue;
    if (!isData(item)) return refusal(list);
    const name = asText(item['name']);
    if (!isText(item['name'])) return refusal(`${list}: name: ${name}`);
    if (names.has(name))
      return l10n.t('kubectl rejects it because {0} contains the name {1} twice.', list, name);
    names.add(name);
    const content = item[kind] ?? {};
    if (!isData(content)) return refusal(`${list}: ${name}: ${kind}`);
    const wrong = fields.find((field) => !isText(content[field]));
    if (wrong !== undefined) return refusal(`${list}: ${name}: ${wrong}`);
  }
  return undefined;
}

function refusal(place: string): string {
  return l10n.t('kubectl rejects it because of the type of a value in {0}.', place);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || value === undefined || value === null;
}

/** Beside CA data, kubectl takes neither a CA file nor a connection that is not checked. */
function clusterProblem(data: Data, name: string): string | undefined {
  const cluster = contentOf(data, 'clusters', name);
  if (!cluster || !isSet(cluster['certificate-authority-data'])) return undefined;
  const [excluded] = excludedByCaData(cluster);
  return excluded && l10n.t('kubectl rejects {0} together with certificate-authority-data.', excluded[0]);
}

/** With what each is when it says nothing. They are emptied, not removed: there may be a comment beside them. */
export const EXCLUDED_BY_CA_DATA = [
  ['certificate-authority', ''],
  ['insecure-skip-tls-verify', false],
] as const;

/** Those of {@link EXCLUDED_BY_CA_DATA} that a cluster says something for. */
export function excludedByCaData(cluster: Data): readonly (typeof EXCLUDED_BY_CA_DATA)[number][] {
  return EXCLUDED_BY_CA_DATA.filter(
    ([field, nothing]) => isSet(cluster[field]) && cluster[field] !== nothing,
  );
}
