/** Consoles by partition. https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  // Its host is in AWS's announcements; that it takes a region before it like the others is unverified.
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** The page of a cluster, or `undefined` for a partition whose console we do not know. */
export function clusterConsole(cluster: {
  partition: string;
  region: string;
  name: string;
}): string | undefined {
  const host = CONSOLES[cluster.partition];
  if (!host) return undefined;
  const { region, name } = cluster;
  return `https://${region}.${host}/eks/home?region=${region}#/clusters/${encodeURIComponent(name)}`;
}
