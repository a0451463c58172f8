import tls from 'node:tls';
import { pathVariable, type Machine } from '../core/environment';

/**
 * Certificate authorities that the user has added: Node reads the first variable, AWS's own tools read the second, which
 * the SDK for JavaScript does not know. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
const VARIABLES = ['NODE_EXTRA_CA_CERTS', 'AWS_CA_BUNDLE'] as const;

/** The added authorities, PEM, by the variable that names their file. A file that cannot be read is as good as none. */
export type AddedAuthorities = Readonly<Partial<Record<(typeof VARIABLES)[number], string>>>;

/** How a file that the environment names is read; throws where it is no ordinary one. */
export type ReadFile = (path: string) => Promise<Buffer>;

/** Reads their files, once: Node and AWS's tools do so, too. @param log is told of a file that cannot be read */
export async function addedAuthorities(
  machine: Machine,
  readFile: ReadFile,
  log: (line: string) => void,
): Promise<AddedAuthorities> {
  const added: { -readonly [V in keyof AddedAuthorities]: string } = {};
  for (const variable of VARIABLES) {
    const path = pathVariable(variable, machine);
    if (!path) continue;
    try {
      added[variable] = (await readFile(path)).toString('utf8');
    } catch (error) {
      log(`${variable} names a file that cannot be read: ${(error as Error).message}`);
    }
  }
  return added;
}

/**
 * Whom to trust in calls to AWS. `undefined` leaves it to VS Code, which adds the system's authorities
 * (`http.systemCertificates`); but where it does, Node 20 forgets those of NODE_EXTRA_CA_CERTS.
 */
export function authoritiesForAws(added: AddedAuthorities): string[] | undefined {
  const named = Object.values(added);
  return named.length === 0 ? undefined : [...tls.rootCertificates, ...named];
}

/** A cluster has an authority of its own; beside it only what was added counts, for a proxy that inspects TLS. */
export function authoritiesForCluster(own: string, added: AddedAuthorities): string[] {
  return [own, ...Object.values(added)];
}
