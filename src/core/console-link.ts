/** Consoles by partition. https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  // Its host is in AWS's announcements; that it takes a region before it like the others is unverified.
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

interface Place {
  readonly partition: string;
  readonly region: string;
}

/** The page of a cluster, or `undefined` for a partition whose console we do not know. */
export function clusterConsole({ name, ...place }: Place & { readonly name: string }): string | undefined {
  return page(place, `eks/home?region=${place.region}#/clusters/${encodeURIComponent(name)}`);
}

/** What CloudWatch Container Insights has of a cluster, or `undefined` for a partition whose console we do not know. */
export function containerInsightsConsole(place: Place): string | undefined {
  return page(place, `cloudwatch/home?region=${place.region}#container-insights:infrastructure`);
}

/** The page of all quotas of a region. */
export function serviceQuotasConsole(place: Place): string | undefined {
  return page(place, `servicequotas/home?region=${place.region}`);
}

function page({ partition, region }: Place, path: string): string | undefined {
  const host = CONSOLES[partition];
  return host && `https://${region}.${host}/${path}`;
}
