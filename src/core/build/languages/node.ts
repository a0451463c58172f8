import { isPlainName, namedPort, type FolderFiles } from '../folder-files';
import { command, OFFICIAL, paragraphs, words, type WrittenDockerfile } from '../written-dockerfile';
import { readPackage, type PackageJson } from './package-json';

/** The release with long-term support, where the folder names none. https://nodejs.org/en/about/previous-releases */
const USUAL_VERSION = 24;
/** The image's own user `node`. */
const NODE_USER = 1000;
const ENTRIES = ['server', 'index', 'app', 'main', 'src/server', 'src/index', 'src/app', 'src/main'].flatMap(
  (name) => [`${name}.js`, `${name}.mjs`, `${name}.cjs`],
);

/** How a package manager installs what a lock file names, and drops again what only builds need. */
interface PackageManager {
  readonly lock: string;
  readonly prepare?: string;
  readonly install: string;
  readonly withoutDevelopment: string;
}

const NPM = { withoutDevelopment: 'npm prune --omit=dev' };
const MANAGERS: readonly PackageManager[] = [
  { lock: 'package-lock.json', install: 'npm ci', ...NPM },
  { lock: 'npm-shrinkwrap.json', install: 'npm ci', ...NPM },
  {
    lock: 'pnpm-lock.yaml',
    prepare: 'RUN npm install --global --force corepack && corepack enable',
    install: 'pnpm install --frozen-lockfile',
    withoutDevelopment: 'CI=true pnpm prune --prod',
  },
  {
    lock: 'yarn.lock',
    prepare: 'RUN npm install --global --force corepack && corepack enable',
    install: 'yarn install --frozen-lockfile',
    withoutDevelopment: 'yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline',
  },
];
/** Since Yarn 2: without Plug'n'Play, so that `node` finds the packages; what builds need stays. */
const MODERN_YARN: PackageManager = {
  lock: 'yarn.lock',
  prepare: 'ENV YARN_NODE_LINKER=node-modules\nRUN npm install --global --force corepack && corepack enable',
  install: 'yarn install --immutable',
  withoutDevelopment: '',
};
const WITHOUT_LOCK: PackageManager = { lock: '', install: 'npm install', ...NPM };

/** An app on Node.js: with packages, or a lone `server.js`. */
export function detectNode(files: FolderFiles): WrittenDockerfile | undefined {
  const manifest = readPackage(files);
  const entry = [manifest?.main, ...ENTRIES].find((name) => name !== undefined && files.names.includes(name));
  if (!manifest)
    return entry !== undefined && !entry.includes('/') && !files.names.includes('index.html')
      ? lone(files, entry)
      : undefined;
  const start = startCommand(manifest, entry);
  if (!start) return undefined;
  const steps = installSteps(files, manifest);
  const port = namedPort(files, entry === undefined ? ENTRIES : [entry, ...ENTRIES]) ?? 3000;
  const text = paragraphs(
    [`FROM ${nodeImage(files, manifest)} AS build`, ...steps.install, 'COPY . .', ...steps.build],
    [
      `FROM ${nodeImage(files, manifest)}`,
      ...['ENV NODE_ENV=production', 'WORKDIR /app', 'COPY --from=build /app .'],
      ...[`ENV PORT=${port}`, `EXPOSE ${port}`, `USER ${NODE_USER}`, start],
    ],
  );
  return { language: 'Node.js', text, port, ignored: ['**/node_modules', 'coverage'] };
}

/** What installs the packages, cached until their lists change, and what then builds with them. */
export function installSteps(files: FolderFiles, manifest: PackageJson) {
  const manager = managerOf(files, manifest);
  const { lock, prepare, install, withoutDevelopment } = manager;
  const has = (name: string) => files.names.includes(name);
  const lists = ['package.json', lock, '.yarnrc.yml', 'pnpm-workspace.yaml'].filter(has);
  // Packages of a workspace are named by files in its folders.
  const copied = manifest.isWorkspace ? 'COPY . .' : `COPY ${lists.join(' ')} ./`;
  const build = manifest.scripts.build === undefined ? [] : ['RUN npm run build'];
  const drop = withoutDevelopment === '' ? [] : [`RUN ${withoutDevelopment}`];
  return {
    install: ['WORKDIR /app', ...(prepare === undefined ? [] : [prepare]), copied, `RUN ${install}`],
    build: [...build, ...drop],
  };
}

/** The image of the version that the folder names. */
export function nodeImage(files: FolderFiles, { node }: Pick<PackageJson, 'node'>): string {
  const named = [files.text('.nvmrc'), files.text('.node-version'), node]
    .map((text) => /^\s*(?:v|\^|~|>=)?\s*(\d{2})\b/.exec(text ?? '')?.[1])
    .find((version) => version !== undefined);
  const isMinimum =
    named !== undefined && node?.trim().startsWith('>=') === true && Number(named) < USUAL_VERSION;
  return `${OFFICIAL}/node:${named === undefined || isMinimum ? USUAL_VERSION : named}-slim`;
}

function lone(files: FolderFiles, entry: string): WrittenDockerfile {
  const port = namedPort(files, [entry]) ?? 3000;
  const text = paragraphs([
    `FROM ${nodeImage(files, {})}`,
    ...['ENV NODE_ENV=production', 'WORKDIR /app', 'COPY . .'],
    ...[`ENV PORT=${port}`, `EXPOSE ${port}`, `USER ${NODE_USER}`, command('node', entry)],
  ]);
  return { language: 'Node.js', text, port, ignored: ['**/node_modules'] };
}

/** npm would stand between the app and the signals of Kubernetes, so that a plain `node …` is taken out of the script. */
function startCommand({ scripts }: PackageJson, entry: string | undefined): string | undefined {
  const { start } = scripts;
  if (start === undefined)
    return entry !== undefined && isPlainName(entry) ? command('node', entry) : undefined;
  const parts = words(start);
  return parts?.[0] === 'node' ? command(...parts) : command('npm', 'start');
}

function managerOf(files: FolderFiles, { manager }: PackageJson): PackageManager {
  const isModern = files.names.includes('.yarnrc.yml') || /^yarn@[2-9]/.test(manager ?? '');
  const found = MANAGERS.find(({ lock }) => files.names.includes(lock)) ?? WITHOUT_LOCK;
  return isModern && found.lock === MODERN_YARN.lock ? MODERN_YARN : found;
}
