import { listAt, textAt, type Fields, type KubernetesObject } from '../objects';

/** What becomes of a container in the simulation. */
export type Outcome =
  | {
      readonly kind: 'runs';
      /** The ports that it listens on; those that the container declares unless given. */
      readonly port?: number;
      /** What it answers to HTTP. */
      readonly answers: number;
      /** How long it takes until it listens. */
      readonly listensAfterMs: number;
      /** Megabytes that it logs at once. */
      readonly chatter: number;
      readonly shell: 'sh' | 'none';
      /** What it does when it is asked to end. */
      readonly onTerm: 'ends' | 'continues';
      readonly pullMs: number;
    }
  | {
      readonly kind: 'ends';
      readonly exitCode: number;
      readonly reason?: string;
      readonly log: readonly string[];
    }
  | { readonly kind: 'not pulled'; readonly why: PullFailure }
  | { readonly kind: 'not started' };

export type PullFailure = 'not found' | 'denied' | 'wrong platform' | 'rate limit' | 'unreachable';

type Running = Extract<Outcome, { kind: 'runs' }>;

const RUNS: Running = {
  ...{ kind: 'runs', answers: 200, listensAfterMs: 200, chatter: 0 },
  ...{ shell: 'sh', onTerm: 'ends', pullMs: 800 },
};
const ANNOTATION = 'sandbox/outcome';
const IMAGE = /(?:^|\/)sandbox\/([a-z-]+)(?::([\w.-]+))?(?:@.*)?$/;

/** Each word that a scenario may use, and what its argument means. */
const OUTCOMES: Readonly<Record<string, (argument: string | undefined) => Outcome>> = {
  runs: () => RUNS,
  /** Exits with a code. */
  crash: (code = '1') => ends(Number(code), ['Starting', 'Error: DATABASE_URL is not set']),
  /** Needs more memory than it may have. */
  'out-of-memory': () => ({ ...ends(137, ['Starting', 'Loading the catalogue']), reason: 'OOMKilled' }),
  /** Does its work and ends. */
  done: () => ends(0, ['Done']),
  /** Is built for another processor. Unverified: the code differs between versions of runc. */
  'exec-format': () => ends(255, ['exec /usr/local/bin/app: exec format error']),
  /** Listens on another port than it says. */
  'listens-on': (port = '3000') => ({ ...RUNS, port: Number(port) }),
  /** Answers to HTTP with a status. */
  answers: (status = '500') => ({ ...RUNS, answers: Number(status) }),
  /** Listens only after so many seconds. */
  'slow-start': (seconds = '30') => ({ ...RUNS, listensAfterMs: Number(seconds) * 1000 }),
  /** Takes so many seconds to pull. */
  'slow-pull': (seconds = '60') => ({ ...RUNS, pullMs: Number(seconds) * 1000 }),
  /** Logs so many megabytes. */
  chatty: (megabytes = '1') => ({ ...RUNS, chatter: Number(megabytes) }),
  'no-shell': () => ({ ...RUNS, shell: 'none' }),
  'ignores-term': () => ({ ...RUNS, onTerm: 'continues' }),
  'no-command': () => ({ kind: 'not started' }),
  'not-found': () => ({ kind: 'not pulled', why: 'not found' }),
  denied: () => ({ kind: 'not pulled', why: 'denied' }),
  'wrong-platform': () => ({ kind: 'not pulled', why: 'wrong platform' }),
  'rate-limit': () => ({ kind: 'not pulled', why: 'rate limit' }),
  'registry-unreachable': () => ({ kind: 'not pulled', why: 'unreachable' }),
};

/**
 * Decides by an annotation of the pod (`sandbox/outcome.<container>` or `sandbox/outcome`: `crash:3`), else by the
 * image (`any.registry/sandbox/crash:3`). Everything else runs and listens on its ports.
 */
export function outcomeOf({ metadata }: KubernetesObject, container: Fields): Outcome {
  const said =
    metadata.annotations?.[`${ANNOTATION}.${textAt(container, 'name') ?? ''}`] ??
    metadata.annotations?.[ANNOTATION];
  const [, inImage, tag] = IMAGE.exec(textAt(container, 'image') ?? '') ?? [];
  const [word = 'runs', argument] = said === undefined ? [inImage, tag] : said.split(':');
  const outcome = OUTCOMES[word];
  if (!outcome)
    throw new Error(`no outcome is called ${word}; there are ${Object.keys(OUTCOMES).join(', ')}`);
  return outcome(argument === 'latest' ? undefined : argument);
}

/** The ports on which a container listens. */
export function listensOn(outcome: Running, container: Fields): readonly number[] {
  if (outcome.port !== undefined) return [outcome.port];
  return listAt(container, 'ports').map(({ containerPort }) => Number(containerPort));
}

function ends(exitCode: number, log: readonly string[]): Extract<Outcome, { kind: 'ends' }> {
  return { kind: 'ends', exitCode, log };
}
