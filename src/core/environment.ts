/** The variables that a process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the paths of an environment are read with. */
export interface Machine {
  readonly env: Environment;
  /** The user's home folder, as the system knows it. */
  readonly home: string;
}

/** What AWS's tools read in the environment before they look into any file. */
export interface AwsEnvironment {
  /** The profile that is named for the default chain, and the variable that names it. */
  readonly profile?: { readonly name: string; readonly variable: ProfileVariable };
  readonly region?: string;
  readonly configFile: string;
  readonly credentialsFile: string;
  readonly hasAccessKey: boolean;
  readonly webIdentity?: WebIdentityVariables;
  /** Who answers where the variables of a container name an address for credentials. */
  readonly container?: 'container' | 'podIdentity';
}

/** In the order in which they count: AWS_DEFAULT_PROFILE is an older name that the SDKs do not know and the AWS CLI does. */
const PROFILE_VARIABLES = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] as const;
type ProfileVariable = (typeof PROFILE_VARIABLES)[number];

interface WebIdentityVariables {
  readonly roleArn: string;
  readonly tokenFile: string;
  readonly sessionName?: string;
}

/**
 * A variable that says something. An empty one says nothing, as to AWS's tools: `"AWS_PROFILE": "${localEnv:AWS_PROFILE}"`
 * of a devcontainer.json leaves it so. https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function environmentVariable(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value === undefined || value.trim() === '' ? undefined : value;
}

/**
 * A path as the AWS CLI takes it: `$NAME` and `${NAME}` are replaced, and `~` is the home folder, for no shell has done so
 * where a container's or a remote host's settings made the variable.
 */
export function expandPath(path: string, { env, home }: Machine): string {
  const expanded = path.replace(
    /\$(?:(\w+)|\{(\w+)\})/g,
    (whole, plain: string | undefined, braced: string | undefined) =>
      environmentVariable(env, plain ?? braced ?? '') ?? whole,
  );
  return expanded.replace(/^~(?=[\\/]|$)/, () => home);
}

/** The variable as a path. */
export function pathVariable(name: string, machine: Machine): string | undefined {
  const path = environmentVariable(machine.env, name);
  return path === undefined ? undefined : expandPath(path, machine);
}

export function awsEnvironment(machine: Machine): AwsEnvironment {
  const { env, home } = machine;
  const named = PROFILE_VARIABLES.find((name) => environmentVariable(env, name) !== undefined);
  const roleArn = environmentVariable(env, 'AWS_ROLE_ARN');
  const tokenFile = environmentVariable(env, 'AWS_WEB_IDENTITY_TOKEN_FILE');
  const sessionName = environmentVariable(env, 'AWS_ROLE_SESSION_NAME');
  return {
    profile: named && { name: environmentVariable(env, named) ?? '', variable: named },
    region: environmentVariable(env, 'AWS_REGION') ?? environmentVariable(env, 'AWS_DEFAULT_REGION'),
    configFile: pathVariable('AWS_CONFIG_FILE', machine) ?? `${home}/.aws/config`,
    credentialsFile: pathVariable('AWS_SHARED_CREDENTIALS_FILE', machine) ?? `${home}/.aws/credentials`,
    hasAccessKey: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].every(
      (name) => environmentVariable(env, name) !== undefined,
    ),
    webIdentity: roleArn && tokenFile ? { roleArn, tokenFile, sessionName } : undefined,
    container: containerIn(env),
  };
}

/** EKS Pod Identity: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY = /^http:\/\/(169\.254\.170\.23|\[fd00:ec2::23\])[:/]/;

function containerIn(env: Environment): AwsEnvironment['container'] {
  if (environmentVariable(env, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI') !== undefined) return 'container';
  const address = environmentVariable(env, 'AWS_CONTAINER_CREDENTIALS_FULL_URI');
  if (address === undefined) return undefined;
  return POD_IDENTITY.test(address) ? 'podIdentity' : 'container';
}

/** The profile that the default chain reads. */
export function defaultProfile({ profile }: AwsEnvironment): string {
  return profile?.name ?? 'default';
}
