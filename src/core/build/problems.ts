import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import { instructionsOf } from './dockerfile';

/** What stopped a build, and where. */
export interface BuildProblem {
  readonly file:
    | { readonly kind: 'dockerfile' }
    /** As a compiler names it: relative, or a path in the container. */
    | { readonly kind: 'source'; readonly path: string };
  /** From 1, and so is `column`. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const MAX_PROBLEMS = 100;
/** More of a line is no message. */
const MAX_LINE = 2_000;

/** Lines of compilers, with `file`, `line`, `message` and, where they say it, `column`. */
const COMPILER_LINES = [
  // tsc without colours, csc, MSBuild
  /^(?<file>[^\s():]+)\((?<line>\d+),(?<column>\d+)\): error (?<message>.+)$/,
  // Maven's javac
  /^\[ERROR\] (?<file>\/\S+):\[(?<line>\d+),(?<column>\d+)\] (?<message>.+)$/,
  // javac, kotlinc and Gradle
  /^(?:e: (?:file:\/\/)?)?(?<file>[^\s:]+\.(?:java|kt)):(?<line>\d+)(?::(?<column>\d+))?:? (?:error: )?(?<message>.+)$/,
  // Go, gcc, tsc with colours
  /^(?<file>[^\s:]+\.\w{1,4}):(?<line>\d+):(?<column>\d+)(?::| -) (?:(?:fatal )?error:? )?(?<message>.+)$/,
  // Python, whose message stands below
  /^File "(?<file>[^"]+\.py)", line (?<line>\d+)/,
];

/**
 * What a failed build says about files, the Dockerfile's own first.
 * @param said the end of what the CLI said
 * @param reason why the build failed, for the instruction that did
 */
export function buildProblems(said: string, dockerfile: string, reason: string): readonly BuildProblem[] {
  const lines = plainLines(said);
  const line = failedLine(lines, dockerfile);
  const own: readonly BuildProblem[] =
    line === undefined ? [] : [{ file: { kind: 'dockerfile' }, line, column: 1, message: reason }];
  const seen = new Set<string>();
  const found = lines.flatMap((text, index) => {
    const problem = sourceProblem(text, lines.slice(index + 1));
    const key = JSON.stringify(problem);
    if (!problem || seen.has(key)) return [];
    seen.add(key);
    return [problem];
  });
  return [...own, ...found].slice(0, MAX_PROBLEMS);
}

/** Without colours, and without what BuildKit puts before each line. */
export function plainLines(said: string): readonly string[] {
  return said.split(/\r\n|\r|\n/).map((line) =>
    line
      .slice(0, MAX_LINE)
      .replace(/\u001b\[[\d;]*[A-Za-z]/g, '')
      .replace(/^#\d+ (?:\d+\.\d+ )?/, '')
      .trim(),
  );
}

function failedLine(lines: readonly string[], dockerfile: string): number | undefined {
  const instructions = instructionsOf(dockerfile);
  for (const text of lines.toReversed()) {
    // BuildKit names the line itself, also above what it shows of the Dockerfile.
    const [, named, shown] =
      /dockerfile parse error on line (\d+)|^[^\s:]*Dockerfile[^\s:]*:(\d+)$/i.exec(text) ?? [];
    const line = Number(named ?? shown);
    if (line > 0) return line;
    // Buildah and Podman repeat the instruction, and Docker's legacy builder does.
    const [, step] = /^(?:\[\d+\/\d+\] )?STEP \d+(?:\/\d+)? ?: (.+)$/i.exec(text) ?? [];
    if (step === undefined) continue;
    return instructions.find((instruction) => spaced(instruction.text) === spaced(step))?.line;
  }
  return undefined;
}

function sourceProblem(text: string, below: readonly string[]): BuildProblem | undefined {
  for (const pattern of COMPILER_LINES) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const { file = '', line, column = '1', message } = groups;
    const told = message ?? below.find((each) => /^\w*(?:Error|Exception)\b/.test(each));
    if (told === undefined) return undefined;
    return {
      file: { kind: 'source', path: file.replace(/^\.\//, '') },
      ...{ line: Math.max(1, Number(line)), column: Math.max(1, Number(column)) },
      message: displayText(told, MAX_LENGTH.sentence),
    };
  }
  return undefined;
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
