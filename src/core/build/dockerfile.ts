/** What Heroku and GitLab's Auto DevOps have apps listen on. */
export const DEFAULT_PORT = 5000;

/** An instruction of a Dockerfile, its lines joined, and where it begins. */
interface Instruction {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** The instructions of a Dockerfile, without comments. https://docs.docker.com/reference/dockerfile/#format */
export function instructionsOf(dockerfile: string): readonly Instruction[] {
  const found: { line: number; text: string }[] = [];
  let isContinued = false;
  for (const [index, raw] of dockerfile.split(/\r?\n/).entries()) {
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) continue;
    const part = text.replace(/\\$/, '').trim();
    const last = found.at(-1);
    if (isContinued && last) last.text += ` ${part}`;
    else found.push({ line: index + 1, text: part });
    isContinued = text.endsWith('\\');
  }
  return found;
}

/** Where an app listens: the first port that the last stage of its Dockerfile exposes. https://docs.docker.com/reference/dockerfile/#expose */
export function exposedPort(dockerfile: string): number | undefined {
  const instructions = instructionsOf(dockerfile);
  const last = instructions.findLastIndex(({ text }) => /^FROM\s/i.test(text));
  for (const { text } of instructions.slice(last + 1)) {
    const port = Number(/^EXPOSE\s+(\d{1,5})(?:\/tcp)?(?:\s|$)/i.exec(text)?.[1]);
    if (port >= 1 && port <= 65_535) return port;
  }
  return undefined;
}
