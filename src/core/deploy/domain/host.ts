import { environmentNames, environmentSlug, type Project } from '../../cluster/environment-names';
import { isProduction } from '../../environments/is-production';
import { withoutTrailing } from '../../foreign/trailing';

/** DNS: of one label. */
const MAX_LABEL = 63;

/**
 * Where an environment is reached in a domain: production by the name of the project, all others with their own. As the
 * base domain of GitLab's Auto DevOps.
 * @param isTaken whether something else has the host
 */
export function hostIn(
  domain: string,
  project: Project,
  environment: string,
  isTaken: (host: string) => boolean,
): string {
  const { projectSlug, namespace } = environmentNames(project, undefined);
  const tail = isProduction(environment) ? '' : `-${environmentSlug(environment)}`;
  const host = (suffix: string) => {
    const start = projectSlug.slice(0, MAX_LABEL - tail.length - suffix.length);
    return `${withoutTrailing(start, '-')}${tail}${suffix}.${domain}`;
  };
  const plain = host('');
  // The eight characters that tell the project from others of its name.
  return isTaken(plain) ? host(namespace.slice(-9)) : plain;
}
