import {
  buildCommand,
  PROBES,
  pushCommand,
  pushedDigest,
  pusherOf,
  type CommandLine,
} from '../core/build/command-lines';
import { buildError } from '../core/build/errors';
import { buildFailure, pushFailure } from '../core/build/failures';
import {
  CONTAINER_TOOLS,
  type BuildChoice,
  type BuildPort,
  type BuildSource,
  type BuildTool,
} from '../core/ports/build';
import type { PrivateFilePort } from '../core/ports/deploy-tools';
import { followProgram } from './run-program';

/** An engine that runs answers at once; one that sleeps may never. */
const PROBE_MS = 3_000;
/** What is kept of the output for the cause of a failure. */
const KEPT = 64_000;

interface CliDeps {
  readonly env: NodeJS.ProcessEnv;
  /** The absolute path of a program, so that no folder that happens to be open can bring one. */
  readonly findExecutable: (name: string) => Promise<string | undefined>;
  /** What the user has chosen by now. */
  readonly choice: () => BuildChoice;
  /** Where secrets of builds are, for as long as one runs. */
  readonly files: Pick<PrivateFilePort, 'withFile'>;
}

type Engine = 'ready' | 'asleep' | 'absent';

/** Builds with the container CLIs on this machine, without a shell. */
export function containerCli({ env, findExecutable, choice, files }: CliDeps): BuildPort {
  const run = async (
    { tool, args, env: own }: CommandLine,
    output: (text: string) => void,
    signal: AbortSignal,
  ) => {
    const path = await findExecutable(tool);
    if (path === undefined) return { kind: 'absent' } as const;
    return followProgram({ path, args, env: { ...env, ...own } }, KEPT, output, signal);
  };

  const probe = async (tool: BuildTool, signal: AbortSignal): Promise<Engine> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]);
    try {
      const ending = await run({ tool, args: PROBES[tool], env: {} }, () => undefined, limit);
      if (ending.kind === 'absent') return 'absent';
      if (ending.code !== 0) return 'asleep';
      return tool === 'pack' ? await probe(pusherOf(tool), signal) : 'ready';
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) return 'asleep';
      throw error;
    }
  };

  const withSecrets = async <T>(
    secrets: readonly (readonly [string, string])[],
    use: (paths: Readonly<Record<string, string>>) => Promise<T>,
  ): Promise<T> => {
    const [first, ...others] = secrets;
    if (!first) return use({});
    const [id, value] = first;
    return files.withFile('secret', value, ({ path }) =>
      withSecrets(others, (paths) => use({ ...paths, [id]: path })),
    );
  };

  return {
    async find(kind, signal) {
      const candidates = candidatesFor(kind, choice().tool);
      const found = await Promise.all(
        candidates.map(async (tool) => ({ tool, state: await probe(tool, signal) })),
      );
      const ready = found.find(({ state }) => state === 'ready');
      if (ready) return ready.tool;
      const asleep = found.find(({ state }) => state === 'asleep');
      if (asleep) throw buildError('builder-asleep', { tool: pusherOf(asleep.tool) });
      const [only, ...others] = candidates;
      throw only === undefined || others.length > 0
        ? buildError('no-builder')
        : buildError('builder-missing', { tool: only });
    },

    async build(tool, request, output, signal) {
      const ending = await withSecrets(Object.entries(request.secrets), (secretFiles) =>
        run(buildCommand(tool, { ...request, secretFiles, extra: choice().arguments }), output, signal),
      );
      if (ending.kind === 'absent') throw buildError('no-builder');
      if (ending.code !== 0) throw buildFailure(tool, ending.said);
    },

    async push(tool, { reference, login }, output, signal) {
      const dockerHost = login && pusherOf(tool) === 'docker' ? await hostOfDocker(signal) : undefined;
      const ending = await run(
        pushCommand(tool, { reference, login, dockerHost, platform: process.platform }),
        output,
        signal,
      );
      if (ending.kind === 'absent') throw buildError('no-builder');
      if (ending.code !== 0) throw pushFailure(tool, ending.said);
      return pushedDigest(ending.said);
    },
  };

  /** The engine of the context that the user has chosen, unless a variable names one. */
  async function hostOfDocker(signal: AbortSignal): Promise<string | undefined> {
    if (env.DOCKER_HOST) return env.DOCKER_HOST;
    const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
    const ending = await run({ tool: 'docker', args, env: {} }, () => undefined, signal);
    return ending.kind === 'ended' && ending.code === 0 ? ending.said.trim() || undefined : undefined;
  }
}

function candidatesFor(kind: BuildSource['kind'], chosen: BuildChoice['tool']): readonly BuildTool[] {
  if (kind === 'buildpacks') return ['pack'];
  return chosen === 'auto' || chosen === 'pack' ? CONTAINER_TOOLS : [chosen];
}
