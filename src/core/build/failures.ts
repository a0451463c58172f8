import { deniedAction } from '../errors/access-denied';
import { userError } from '../errors/catalogue';
import { MAX_LENGTH, displayText } from '../foreign/shown-text';
import type { BuildTool } from '../ports/build';
import { buildError } from './errors';
import { plainLines } from './problems';

/** What is not a cause: how it was started, what it advises, and how Go shows its structures. */
const NOISE =
  /^(?:time="|See '|subprocess exited|process exited|exit status|DEPRECATED|Install the buildx|https?:)|^-+$/;

type Row = (said: string, tool: BuildTool) => Error | undefined;

/** By what the CLIs say; the first that fits counts. Recorded of buildah 1.28, podman 4.3 and docker 28, and BuildKit's by its source. */
const ROWS: readonly Row[] = [
  (said, tool) =>
    /no space left on device|disk quota exceeded/i.test(said) ? buildError('disk-full', { tool }) : undefined,
  (said, tool) =>
    /Cannot connect to (?:the Docker daemon|Podman)|Is the docker daemon running|docker daemon is not running/i.test(
      said,
    )
      ? buildError('builder-asleep', { tool })
      : undefined,
  (said) => {
    const [, flag] = /unknown (?:shorthand )?flag: (.+)/.exec(said) ?? [];
    return flag === undefined ? undefined : buildError('argument-unknown', { argument: shown(flag) });
  },
  baseImageFailure,
  (said) => {
    const [, file] =
      /no items matching glob "([^"]+)" copied \(\d+ filtered out/.exec(said) ??
      /CopyIgnoredFile: Attempting to Copy file "([^"]+)"/i.exec(said) ??
      [];
    return file === undefined ? undefined : buildError('copy-ignored', { file: shown(nameOf(file)) });
  },
  (said) => {
    const [, file] =
      /copier: stat: "\/?([^"]+)": no such file/.exec(said) ??
      /failed to calculate checksum of ref \S+: "\/?([^"]+)": not found/.exec(said) ??
      /COPY failed: .*stat (\S+): (?:file does not exist|no such file)/.exec(said) ??
      [];
    return file === undefined ? undefined : buildError('copy-missing', { file: shown(file) });
  },
  (said) => {
    const [, stage] =
      /target "([^"]+)" was not found/.exec(said) ??
      /target stage "?([^\s"]+)"? could not be found/.exec(said) ??
      /--from=(\S+): no stage or image found/.exec(said) ??
      [];
    return stage === undefined ? undefined : buildError('stage-missing', { stage: shown(stage) });
  },
  (said) => {
    const [, instruction] = /unknown instruction: "?(\w+)/i.exec(said) ?? [];
    return instruction === undefined
      ? undefined
      : buildError('instruction-unknown', { instruction: shown(instruction) });
  },
  (said) =>
    /exec format error|no match for platform|no image found in (?:manifest|image index)/i.test(said)
      ? buildError('wrong-architecture')
      : undefined,
  (said) => {
    const [, step, code] =
      /building at STEP "(.+)": exit status (\d+)/.exec(said) ??
      /process "(.+)" did not complete successfully: exit code: (\d+)/.exec(said) ??
      /The command '(.+)' returned a non-zero code: (\d+)/.exec(said) ??
      [];
    if (step === undefined || code === undefined) return undefined;
    const before = plainLines(said);
    const last = before.findLast((line) => line !== '' && !NOISE.test(line) && !isStep(line)) ?? '';
    return buildError('build-step-failed', {
      ...{ step: shown(step.replace(/^RUN |^\/bin\/sh -c /, '')), code: Number(code), detail: shown(last) },
    });
  },
];

/** Why a build failed. @param said the end of what the CLI said */
export function buildFailure(tool: BuildTool, said: string): Error {
  for (const row of ROWS) {
    const failure = row(said, tool);
    if (failure) return failure;
  }
  return buildError('build-failed', { tool, detail: lastLine(said) });
}

/** Why a push failed: what the registry denied, or what the CLI says. */
export function pushFailure(tool: BuildTool, said: string): Error {
  const action = deniedAction(said.split('\n').findLast((line) => line.includes('not authorized')) ?? '');
  return action === undefined
    ? buildError('push-failed', { tool, detail: lastLine(said) })
    : userError('ecr-denied', { action });
}

/** Of a pull alone: what a step of the build downloads fails with its own words. */
function baseImageFailure(said: string): Error | undefined {
  const line = plainLines(said).findLast((each) =>
    /initializing source docker:\/\/|failed to resolve source metadata|short-name "|pull access denied|failed to copy: httpReadSeeker/.test(
      each,
    ),
  );
  if (line === undefined) return undefined;
  const [, source, metadata, short, denied] =
    /docker:\/\/(\S+): |source metadata for (\S+): |short-name "([^"]+)"|pull access denied for ([^\s,]+)/.exec(
      line,
    ) ?? [];
  const image = shown(source ?? metadata ?? short ?? denied ?? '');
  if (/toomanyrequests|429 Too Many/i.test(line)) return buildError('base-image-limit', { image });
  if (/unauthorized|authentication required|pull access denied|403 Forbidden|no basic auth/i.test(line))
    return buildError('base-image-denied', { image });
  if (/manifest unknown|not found|name unknown|short-name/i.test(line))
    return buildError('base-image-absent', { image });
  return buildError('base-image-unreachable', {
    image,
    detail: shown(line.slice(line.lastIndexOf(': ') + 2)),
  });
}

/** What the CLI says of the step, and not the step itself. */
function isStep(line: string): boolean {
  return /^(?:\[\d+\/\d+\] )?STEP \d|^[-> ]+|^\d+ \||^[^\s:]*Dockerfile[^\s:]*:\d+$|building at STEP|failed to solve|^The command '|^ERROR: process/i.test(
    line,
  );
}

function lastLine(said: string): string {
  const line = plainLines(said).findLast((each) => each !== '' && !NOISE.test(each)) ?? '';
  return shown(line.replace(/^(?:ERROR|Error): /, ''));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function shown(text: string): string {
  return displayText(text.trim(), MAX_LENGTH.sentence);
}
