import type { Data } from './data';
import { asText } from './entries';
import { userContent, type KubeconfigEntry } from './entry';
import { excludedByCaData } from './kubectl-rules';
import { contentOf, isCurrent } from './lists';
import { signInOf } from './programs';

/** What writing our entry over somebody else's would change, as lines `place: old → new`, without any secret. */
export function changesBy(
  data: Data,
  { clusterArn, contextName, endpoint, certificateAuthority, user }: KubeconfigEntry,
  { setCurrentContext }: { readonly setCurrentContext: boolean },
): readonly string[] {
  const cluster = contentOf(data, 'clusters', clusterArn) ?? {};
  const former = contentOf(data, 'users', clusterArn) ?? {};
  const authority = 'certificate-authority-data';
  return [
    ...change('user', signInOf(former), signInOf(userContent(user))),
    ...change('server', asText(cluster['server']), endpoint),
    ...(cluster[authority] === certificateAuthority ? [] : [`${authority} → …`]),
    ...excludedByCaData(cluster).map(([field]) => `${field}: ${asText(cluster[field])} →`),
    ...(setCurrentContext && !isCurrent(data, clusterArn)
      ? change('current-context', asText(data['current-context']), contextName)
      : []),
  ];
}

function change(place: string, former: string, next: string): readonly string[] {
  return former === next ? [] : [`${place}: ${former} → ${next}`];
}
