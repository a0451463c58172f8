import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildCommand, PROBES, pushCommand, type CommandLine } from '../core/build/command-lines';
import { buildError, buildFailure, pushFailure } from '../core/build/errors';
import { BUILD_TOOLS, type BuildPort, type BuildTool } from '../core/ports/build';

/** An engine that runs answers at once; one that sleeps may never. */
const PROBE_MS = 3_000;
/** What is kept of the output for the cause of a failure. */
const KEPT = 8_000;

type Ending =
  | { readonly kind: 'absent' }
  | { readonly kind: 'ended'; readonly code: number | null; readonly said: string };

interface CliDeps {
  readonly env: NodeJS.ProcessEnv;
  /** The absolute path of a program, so that no folder that happens to be open can bring one. */
  readonly findExecutable: (name: string) => Promise<string | undefined>;
}

/** Builds with the container CLIs on this machine, without a shell. */
export function containerCli({ env, findExecutable }: CliDeps): BuildPort {
  const run = async (
    tool: BuildTool,
    { args, env: own }: CommandLine,
    output: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Ending> => {
    const program = await findExecutable(tool);
    if (program === undefined) return { kind: 'absent' };
    const child = spawn(program, args, {
      env: { ...env, ...own },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-KEPT);
        output(text);
      });
    try {
      const [code] = (await once(child, 'close')) as [number | null];
      return { kind: 'ended', code, said };
    } catch (error) {
      signal.throwIfAborted();
      // It was removed since it was found.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
      throw error;
    }
  };

  const probe = async (tool: BuildTool, signal: AbortSignal): Promise<'ready' | 'asleep' | 'absent'> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]);
    try {
      const ending = await run(tool, { args: PROBES[tool], env: {} }, () => undefined, limit);
      if (ending.kind === 'absent') return 'absent';
      return ending.code === 0 ? 'ready' : 'asleep';
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) return 'asleep';
      throw error;
    }
  };

  return {
    async find(signal) {
      const found = await Promise.all(
        BUILD_TOOLS.map(async (tool) => ({ tool, state: await probe(tool, signal) })),
      );
      const ready = found.find(({ state }) => state === 'ready');
      if (ready) return ready.tool;
      const asleep = found.find(({ state }) => state === 'asleep');
      throw asleep ? buildError('builder-asleep', { tool: asleep.tool }) : buildError('no-builder');
    },

    async build(tool, request, output, signal) {
      const ending = await run(tool, buildCommand(request), output, signal);
      if (ending.kind === 'absent') throw buildError('no-builder');
      if (ending.code !== 0) throw buildFailure(tool, ending.said);
    },

    async push(tool, { reference, login }, output, signal) {
      const dockerHost = tool === 'docker' ? await hostOfDocker(signal) : undefined;
      const ending = await run(tool, pushCommand(tool, reference, login, dockerHost), output, signal);
      if (ending.kind === 'absent') throw buildError('no-builder');
      if (ending.code !== 0) throw pushFailure(tool, ending.said);
    },
  };

  /** The engine of the context that the user has chosen, unless a variable names one. */
  async function hostOfDocker(signal: AbortSignal): Promise<string | undefined> {
    if (env.DOCKER_HOST) return env.DOCKER_HOST;
    const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
    const ending = await run('docker', { args, env: {} }, () => undefined, signal);
    return ending.kind === 'ended' && ending.code === 0 ? ending.said.trim() || undefined : undefined;
  }
}
