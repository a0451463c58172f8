import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { parseQuantity } from '../environments/quantity';
import { looksLikeSecret } from './looks-like-secret';

/** A repository writes these: nothing outside of the folder is meant. */
const PATH = v.pipe(
  v.string(() => l10n.t('Enter a path inside the folder.')),
  v.check(
    (path) =>
      path !== '' && path.length <= 1024 && !/^[/\\~]|^[a-z]:|\p{C}|(?:^|[/\\])\.\.(?:[/\\]|$)/iu.test(path),
    () => l10n.t('Enter a path inside the folder.'),
  ),
);
const COMMAND = v.pipe(
  v.array(line(4096), () => l10n.t('Enter a list of texts, such as ["npm", "start"].')),
  v.nonEmpty(() => l10n.t('Enter a list of texts, such as ["npm", "start"].')),
  v.maxLength(100, () => l10n.t('At most 100 texts are allowed.')),
);
const PORT = whole(1, 65_535);
const QUANTITY = v.pipe(
  v.string(() => l10n.t('Enter a quantity such as 250m or 128Mi.')),
  v.check(
    (text) => text.length <= 32 && (parseQuantity(text) ?? -1) > 0,
    () => l10n.t('Enter a quantity such as 250m or 128Mi.'),
  ),
);
const AMOUNTS = v.object({ cpu: v.optional(QUANTITY), memory: v.optional(QUANTITY) }, () =>
  l10n.t('Enter cpu and memory, such as {"cpu": "250m"}.'),
);

/** For the whole folder, and for one environment or all that a pattern matches. */
const APP = {
  path: v.optional(PATH),
  dockerfile: v.optional(PATH),
  context: v.optional(PATH),
  target: v.optional(named(/^[\w.-]{1,128}$/, () => l10n.t('Enter the name of a stage of the Dockerfile.'))),
  buildArgs: v.optional(
    v.pipe(
      v.record(
        named(/^[A-Za-z_]\w{0,127}$/, () => l10n.t('Names consist of letters, digits and underscores.')),
        line(4096),
        () => l10n.t('Enter names and texts, such as {"NODE_ENV": "production"}.'),
      ),
      v.check(
        (values) => !Object.entries(values).some(([name, value]) => looksLikeSecret(name, value)),
        () =>
          l10n.t(
            'This looks like a secret, which does not belong in a settings file. Name it in buildSecrets, or run EKS: Set Environment Variables….',
          ),
      ),
    ),
  ),
  buildSecrets: v.optional(
    v.pipe(
      v.array(
        named(/^[A-Za-z_]\w{0,127}$/, () => l10n.t('Names consist of letters, digits and underscores.')),
        () => l10n.t('Enter a list of names, such as ["NPM_TOKEN"].'),
      ),
      v.maxLength(20, () => l10n.t('At most {0} secrets are allowed.', 20)),
    ),
  ),
  port: v.optional(PORT),
  command: v.optional(COMMAND),
  replicas: v.optional(whole(0, 1000)),
  resources: v.optional(
    v.object({ requests: v.optional(AMOUNTS), limits: v.optional(AMOUNTS) }, () =>
      l10n.t('Enter requests, limits or both.'),
    ),
  ),
  probe: v.optional(
    v.union(
      [
        v.object({
          path: named(/^\/[\x21-\x7e]{0,1023}$/, () => l10n.t('Enter a path that begins with a slash.')),
        }),
        v.object({ tcp: v.literal(true) }),
      ],
      () => l10n.t('Enter {"path": "/health"} or {"tcp": true}.'),
    ),
  ),
  deployer: v.optional(oneOf(['built-in', 'manifests', 'kustomize', 'helm'])),
  chart: v.optional(PATH),
  values: v.optional(
    v.pipe(
      v.array(PATH, () => l10n.t('Enter a list of files, such as ["chart/values-production.yaml"].')),
      v.maxLength(20, () => l10n.t('At most 20 files are allowed.')),
    ),
  ),
  postgres: v.optional(flag()),
  postgresImage: v.optional(named(/^[\w.:/@-]{1,512}$/, () => l10n.t('Enter the name of an image.'))),
  migrate: v.optional(COMMAND),
  initialize: v.optional(COMMAND),
  test: v.optional(line(256)),
  registry: v.optional(
    named(/^[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:\/[a-z0-9._/-]{1,255})?$/, () =>
      l10n.t('Enter a registry such as ghcr.io/example.'),
    ),
  ),
};

const OF_ENVIRONMENT = {
  ...APP,
  namespace: v.optional(
    named(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, () =>
      l10n.t('A namespace name has at most 63 lowercase letters, digits and hyphens.'),
    ),
  ),
  exposure: v.optional(oneOf(['forward', 'internal', 'public', 'domain'])),
  host: v.optional(
    named(/^(?=.{1,253}$)(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9][-a-z0-9]{0,61}[a-z0-9]$/, () =>
      l10n.t('Enter a host name such as shop.example.com.'),
    ),
  ),
  certificateArn: v.optional(
    named(/^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]{1,64}$/, () =>
      l10n.t('Enter the ARN of a certificate in AWS Certificate Manager.'),
    ),
  ),
  autoscale: v.optional(
    v.pipe(
      v.object({ min: whole(1, 1000), max: whole(1, 1000), cpu: v.optional(whole(1, 1000)) }, () =>
        l10n.t('Enter min and max, such as {"min": 2, "max": 6}.'),
      ),
      v.check(
        ({ min, max }) => min <= max,
        () => l10n.t('min cannot be greater than max.'),
      ),
    ),
  ),
};

/** Key by key, with messages that are made when they are needed, in the language of then: what is wrong with one leaves the others as they are. */
export const APP_KEYS: Readonly<Record<string, v.GenericSchema>> = APP;
export const ENVIRONMENT_KEYS: Readonly<Record<string, v.GenericSchema>> = OF_ENVIRONMENT;

/** What is set for an environment; what is not set has a default where it is used. */
export type AppSettings = Readonly<v.InferOutput<v.ObjectSchema<typeof OF_ENVIRONMENT, undefined>>>;

function named(pattern: RegExp, problem: () => string) {
  return v.pipe(v.string(problem), v.regex(pattern, problem));
}

function line(limit: number) {
  const problem = () => l10n.t('Enter a text of at most {0} characters in one line.', limit);
  return v.pipe(v.string(problem), v.maxLength(limit, problem), v.regex(/^\P{C}*$/u, problem));
}

function whole(least: number, most: number) {
  const problem = () => l10n.t('Enter a whole number from {0} to {1}.', least, most);
  return v.pipe(v.number(problem), v.integer(problem), v.minValue(least, problem), v.maxValue(most, problem));
}

function flag() {
  return v.boolean(() => l10n.t('Enter true or false.'));
}

function oneOf<const Options extends readonly string[]>(options: Options) {
  return v.picklist(options, () => l10n.t('Enter one of {0}.', options.join(', ')));
}
