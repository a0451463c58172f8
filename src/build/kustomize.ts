import { devNull, tmpdir } from 'node:os';
import { kustomizeFailure, toolError } from '../core/deploy/tool-errors';
import type { Environment } from '../core/environment';
import type { KustomizePort } from '../core/ports/deploy-tools';
import { runProgram } from './run-program';

/** As much as is read of manifests. */
const LIMITS = { output: 4_000_000, said: 8_000 };
/** No server listens there. */
const NOWHERE = 'http://127.0.0.1:9';

interface Deps {
  readonly env: Environment;
  /** The absolute path of a program, outside of all open folders. */
  readonly findExecutable: (name: string) => Promise<string | undefined>;
}

/** Renders with `kubectl kustomize`, which every kubectl since 1.14 has. */
export function kustomizeCli({ env, findExecutable }: Deps): KustomizePort {
  return {
    async render(folder, signal) {
      const path = await findExecutable('kubectl');
      if (path === undefined) throw toolError('kubectl-missing');
      const args = ['kustomize', folder];
      const end = await runProgram({ path, args, env: closedEnvironment(env) }, LIMITS, signal);
      switch (end.kind) {
        case 'absent':
          throw toolError('kubectl-missing');
        case 'endless':
          throw toolError('kustomize-failed', { detail: `> ${LIMITS.output / 1_000_000} MB.` });
        case 'ended':
          if (end.code !== 0) throw kustomizeFailure(end.said);
          return end.output;
      }
    },
  };
}

/**
 * A kustomization may name repositories and URLs: without a PATH there is no git that would be started with them, and by
 * way of this proxy nothing is reached. Neither kubeconfig, plugins nor preferences of the user count.
 */
function closedEnvironment({ SystemRoot, TEMP }: Environment): NodeJS.ProcessEnv {
  return {
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    ...(TEMP === undefined ? {} : { TEMP }),
    ...{ PATH: '', HOME: tmpdir(), KUBECONFIG: devNull, KUBERC: 'off', KUBECTL_KUBERC: 'false' },
    ...{ HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, NO_PROXY: '' },
  };
}
