import { isData, type Data } from './data';
import { parseKubeconfig } from './document';
import { allEntries, asText, entriesOf, isOurContext, isSet, type Entries, type Entry } from './entries';
import type { Finding } from './finding';
import { foreignPrograms } from './programs';
import { redefinitions, type OwnFile } from './redefinitions';
import { clusterDigest } from './cluster-digest';

export interface ExamineOptions {
  /** The AWS CLI as we would write it; `undefined` where there is none. */
  readonly awsPath: string | undefined;
  /** Seals of the clusters that were written on this machine. */
  readonly written: ReadonlySet<string>;
  /** The files that kubectl reads after this one. */
  readonly own: readonly OwnFile[];
}

export type ExamineResult =
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** `reason` says why nothing can be said of it. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Everything that a kubeconfig would do in a terminal and that is not of our writing, the gravest first. Of our writing
 * is a cluster with the address and the CA that were written here, a context of that, and a user that signs in by the
 * AWS CLI or by a token in the file; a name is no proof.
 *
 * How kubectl merges: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function examine(text: string, { awsPath, written, own }: ExamineOptions): ExamineResult {
  const reading = parseKubeconfig(text);
  if (reading.kind === 'refused') return reading;
  const data = reading.kubeconfig.data ?? {};
  const entries = entriesOf(data);
  const ours = writtenIn(entries, written);
  const clusters = allEntries(entries.cluster);
  return {
    kind: 'findings',
    findings: [
      ...allEntries(entries.user).flatMap((user) => findingsOfUser(user, awsPath)),
      ...clusters.flatMap(({ name, content }) => filesOf(name, content, ['certificate-authority'])),
      ...redefinitions(entries, own, ours),
      ...allEntries(entries.context).flatMap((context) => borrowedEntries(context, entries)),
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
  return written.has(clusterDigest({ arn: name, endpoint: server, certificateAuthority: ca }));
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
    .filter((field) => isSet(content[field]))
    .map((field) => ({ kind: 'file', owner, field, file: asText(content[field]) }));
}

function findingsOfCluster({ name, content }: Entry, ours: ReadonlySet<string>): readonly Finding[] {
  const { server, 'proxy-url': proxy, 'insecure-skip-tls-verify': isUnchecked } = content;
  const findings: Finding[] = [];
  if (!ours.has(name)) findings.push({ kind: 'server', cluster: name, server: asText(server) });
  if (isSet(proxy)) findings.push({ kind: 'proxy', cluster: name, proxy: asText(proxy) });
  if (isSet(isUnchecked) && isUnchecked !== false) findings.push({ kind: 'unchecked', cluster: name });
  return findings;
}

function borrowedEntries({ name: context, content }: Entry, entries: Entries): readonly Finding[] {
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
