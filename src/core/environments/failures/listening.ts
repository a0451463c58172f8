/** As apps say it: *Listening on http://localhost:3000*, *Server running at port 8080*, *bound to 0.0.0.0:9000*. */
const SAYS = /\b(?:listening|running|started|serving|server|bound|available|ready)\b/i;
const ADDRESS =
  /(?:(?<host>127\.0\.0\.1|localhost|\[::1\]|0\.0\.0\.0|\[::\]|\*)?:|\bport:? {0,2})(?<port>\d{2,5})\b/gi;
const LONGEST_LINE = 500;

/** Where an app says that it listens. */
export interface Listening {
  /** Another port than the expected one, and not that one, too. */
  readonly otherPort?: string;
  /** On the expected port, but only for its own pod. */
  readonly isLocal: boolean;
}

/** @param log the end of the app's log @param expected the port on which it is asked */
export function listening(log: string, expected: string): Listening {
  const found = log
    .split('\n')
    .map((line) => line.slice(0, LONGEST_LINE))
    .filter((line) => SAYS.test(line))
    .flatMap((line) => [...line.matchAll(ADDRESS)].map(({ groups = {} }) => groups))
    .filter(({ port }) => Number(port) > 0 && Number(port) < 65_536);
  const own = found.filter(({ port }) => port === expected);
  return {
    otherPort: own.length === 0 ? found.at(-1)?.['port'] : undefined,
    isLocal: own.length > 0 && own.every(({ host }) => /^(127|localhost|\[::1)/i.test(host ?? '')),
  };
}
