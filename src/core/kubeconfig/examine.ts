import { isData, type Data } from './data';
import { readKubeconfig } from './document';
import { all, asText, entriesOf, isOurContext, isSaid, type Entries, type Entry } from './entries';
import type { Finding } from './finding';
import { foreignPrograms } from './programs';
import { redefinitions, type OwnFile } from './redefinitions';
import { clusterSeal } from './written';

export interface Examiner {
  /** The AWS CLI as we would write it; `undefined` where there is none. */
  readonly awsPath: string | undefined;
  /** Seals of the clusters that were written on this machine. */
  readonly written: ReadonlySet<string>;
  /** The files that kubectl reads after this one. */
  readonly own: readonly OwnFile[];
}

export type Reading =
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** `reason` says why nothing can be said of it. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Everything that a kubeconfig would do in a terminal and that is not of our writing, the gravest first. Of our writing
 * is a cluster with the address and the CA that were written here, a context of that, and a user that signs in by the
 * AWS CLI or by a token that stands in the file; a name is no proof.
 *
 * How kubectl merges: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function examine(text: string, { awsPath, written, own }: Examiner): Reading {
  const reading = readKubeconfig(text);
  if (reading.kind === 'refused') return reading;
  const data = reading.kubeconfig.data ?? {};
  const entries = entriesOf(data);
  const ours = writtenIn(entries, written);
  const clusters = all(entries.cluster);
  return {
    kind: 'findings',
    findings: [
      ...all(entries.user).flatMap((user) => findingsOfUser(user, awsPath)),
      ...clusters.flatMap(({ name, content }) => filesOf(name, content, ['certificate-authority'])),
      ...redefinitions(entries, own, ours),
      ...all(entries.context).flatMap((context) => borrowings(context, entries)),
      ...clusters.flatMap((cluster) => findingsOfCluster(cluster, ours)),
      ...currentContext(data, entries, ours),
    ],
  };
}

/** The names of clusters that were written here. One that is there twice may be meant either way. */
function writtenIn({ cluster }: Entries, written: ReadonlySet<string>): ReadonlySet<string> {
  const found = [...cluster].filter(([, same]) => same.every((entry) => isWritten(entry, written)));
  return new Set(found.map(([name]) => name));
}

function isWritten({ name, content }: Entry, written: ReadonlySet<string>): boolean {
  const { server, 'certificate-authority-data': ca } = content;
  if (typeof server !== 'string' || typeof ca !== 'string') return false;
  return written.has(clusterSeal({ arn: name, endpoint: server, certificateAuthority: ca }));
}

function findingsOfUser({ name, content }: Entry, awsPath: string | undefined): readonly Finding[] {
  const provider = content['auth-provider'];
  return [
    ...foreignPrograms(content, awsPath).map(
      (command) => ({ kind: 'program', user: name, command }) as const,
    ),
    ...(isData(provider)
      ? [{ kind: 'auth-provider', user: name, provider: asText(provider['name']) } as const]
      : []),
    ...filesOf(name, content, ['client-certificate', 'client-key', 'tokenFile']),
  ];
}

function filesOf(owner: string, content: Data, fields: readonly string[]): readonly Finding[] {
  return fields
    .filter((field) => isSaid(content[field]))
    .map((field) => ({ kind: 'file', owner, field, file: asText(content[field]) }));
}

function findingsOfCluster({ name, content }: Entry, ours: ReadonlySet<string>): readonly Finding[] {
  const { server, 'proxy-url': proxy, 'insecure-skip-tls-verify': isUnchecked } = content;
  const findings: Finding[] = [];
  if (!ours.has(name)) findings.push({ kind: 'server', cluster: name, server: asText(server) });
  if (isSaid(proxy)) findings.push({ kind: 'proxy', cluster: name, proxy: asText(proxy) });
  if (isSaid(isUnchecked) && isUnchecked !== false) findings.push({ kind: 'unchecked', cluster: name });
  return findings;
}

function borrowings({ name: context, content }: Entry, entries: Entries): readonly Finding[] {
  return (['user', 'cluster'] as const).flatMap((entry) => {
    const name = asText(content[entry]);
    return name === '' || entries[entry].has(name) ? [] : [{ kind: 'borrowed', context, entry, name }];
  });
}

function currentContext(
  data: Data,
  { context: contexts }: Entries,
  ours: ReadonlySet<string>,
): readonly Finding[] {
  const context = asText(data['current-context']);
  const isOurs = contexts.get(context)?.every((each) => isOurContext(each, ours)) ?? false;
  return context === '' || isOurs ? [] : [{ kind: 'current-context', context }];
}
