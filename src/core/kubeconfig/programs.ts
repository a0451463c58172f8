import { isData, type Data } from './data';

/**
 * What `kubectl` runs to sign in as a user, other than our `aws eks get-token`: one command line each. A name that looks
 * like ours is no proof, so the whole of the plugin is compared.
 *
 * @param awsPath the AWS CLI as we would write it; `undefined` where there is none
 */
export function foreignPrograms(user: Data, awsPath: string | undefined): readonly string[] {
  return [user['exec'], legacyPlugin(user)]
    .filter(isData)
    .flatMap((exec) => (isOurs(exec, awsPath) ? [] : [commandLine(exec)]));
}

/** Before Kubernetes 1.26, `kubectl` also ran the `cmd-path` of an auth provider. */
function legacyPlugin(user: Data): Data | undefined {
  const provider = user['auth-provider'];
  const config = isData(provider) ? provider['config'] : undefined;
  return isData(config) && 'cmd-path' in config
    ? { command: config['cmd-path'], args: [config['cmd-args']] }
    : undefined;
}

/** With what `kubectl config` adds when it writes the file. */
const OUR_KEYS = ['apiVersion', 'command', 'args', 'env', 'interactiveMode', 'provideClusterInfo'];

/** Word by word: a word that holds a space is not two of ours, and one with a dash before it may be an option. */
const OUR_ARGUMENTS = [
  /^--region$/,
  /^\w[\w-]*$/,
  /^eks$/,
  /^get-token$/,
  /^--cluster-name$/,
  /^\w[\w-]*$/,
  /^--output$/,
  /^json$/,
];

function isOurs(exec: Data, awsPath: string | undefined): boolean {
  const { command } = exec;
  // By its name, kubectl finds the same program as we do.
  return awsPath !== undefined && (command === awsPath || command === 'aws') && isAwsPlugin(exec);
}

/** On whatever system it was written. */
export function isAbsolutePath(command: unknown): boolean {
  return typeof command === 'string' && /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(command);
}

/** `aws eks get-token` as we write it, whatever the command is. */
export function isAwsPlugin(exec: Data): boolean {
  const { args, env } = exec;
  if (env !== undefined && env !== null) return false;
  if (!Array.isArray(args) || !Object.keys(exec).every((key) => OUR_KEYS.includes(key))) return false;
  const [first, profile, ...others] = args as readonly unknown[];
  const isNamed = first === '--profile' && typeof profile === 'string' && /^[^\s-]\S*$/.test(profile);
  const words = isNamed ? others : args;
  return (
    words.length === OUR_ARGUMENTS.length &&
    OUR_ARGUMENTS.every((pattern, i) => typeof words[i] === 'string' && pattern.test(words[i]))
  );
}

/** What a user signs in by, without any secret: a command line, or the names of the fields. */
export function signInOf(user: Data): string {
  const { exec } = user;
  return isData(exec) ? commandLine(exec) : Object.keys(user).join(', ');
}

function commandLine({ command, args, env }: Data): string {
  const variables = Array.isArray(env)
    ? env.filter(isData).map((v) => `${String(v['name'])}=${String(v['value'])}`)
    : [];
  const words = Array.isArray(args) ? (args as unknown[]) : [];
  return [...variables, command, ...words].map(String).join(' ');
}
