import { isData, type Data } from './data';
import { asText, isSaid } from './entries';
import { userContent, type KubeconfigEntry } from './entry';
import { EXCLUDED_BY_CA_DATA } from './kubectl-rules';
import { isCurrent, named } from './lists';
import { signInOf } from './programs';

/** What writing our entry over somebody else's would change, as lines `place: old → new`, without any secret. */
export function changesBy(
  data: Data,
  { clusterArn, contextName, endpoint, certificateAuthority, user }: KubeconfigEntry,
  { setCurrentContext }: { readonly setCurrentContext: boolean },
): readonly string[] {
  const cluster = contentOf(data, 'clusters', 'cluster', clusterArn);
  const former = contentOf(data, 'users', 'user', clusterArn);
  const others = EXCLUDED_BY_CA_DATA.filter(([field, nothing]) => {
    return isSaid(cluster[field]) && cluster[field] !== nothing;
  });
  const authority = 'certificate-authority-data';
  return [
    ...change('user', signInOf(former), signInOf(userContent(user))),
    ...change('server', asText(cluster['server']), endpoint),
    ...(cluster[authority] === certificateAuthority ? [] : [`${authority} → …`]),
    ...others.map(([field]) => `${field}: ${asText(cluster[field])} →`),
    ...(setCurrentContext && !isCurrent(data, clusterArn)
      ? change('current-context', asText(data['current-context']), contextName)
      : []),
  ];
}

function change(place: string, former: string, next: string): readonly string[] {
  return former === next ? [] : [`${place}: ${former} → ${next}`];
}

function contentOf(data: Data, list: 'clusters' | 'users', key: 'cluster' | 'user', name: string): Data {
  const place = named(data, list, name);
  const content = place.kind === 'present' ? place.item[key] : undefined;
  return isData(content) ? content : {};
}
