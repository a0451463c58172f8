import { join } from 'node:path';

/** What a developer's shell may hold that would lead the editor to a real account, or confuse it. */
const FOREIGN =
  /^(AWS_|npm_|VSCODE_|ELECTRON_|XDG_)|^(KUBECONFIG|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|INIT_CWD)$|^(https?|all|no)_proxy$/i;

/** This process's environment with a home folder of its own, and with no AWS account or cluster but the given. */
export function editorEnvironment(
  home: string,
  given: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CACHE_HOME: join(home, '.cache'),
    // As if started from a shell: otherwise VS Code asks a login shell for the environment, and our PATH is gone.
    VSCODE_CLI: '1',
    ...given,
  };
}

/** Makes that environment this process's own, for what it starts inherits it. */
export function enterEnvironment(home: string, given: Readonly<Record<string, string>> = {}): void {
  const environment = editorEnvironment(home, given);
  for (const name of Object.keys(process.env))
    if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
}
