import { isPlainName, namedPort, type FolderFiles } from '../folder-files';
import { command, OFFICIAL, paragraphs, USER, words, type WrittenDockerfile } from '../written-dockerfile';

const USUAL_VERSION = '3.13';
const ENTRIES = [
  'main.py',
  'app.py',
  'server.py',
  'wsgi.py',
  'asgi.py',
  'run.py',
  'src/main.py',
  'src/app.py',
];
const MAKE_PLACE = 'RUN python -m venv /venv';

/** How the packages that a file names come into `/venv`; the first file that is there counts. */
const INSTALLERS: readonly { readonly file: string; readonly steps: readonly string[] }[] = [
  {
    file: 'uv.lock',
    steps: [
      'RUN pip install --no-cache-dir uv',
      'ENV UV_PROJECT_ENVIRONMENT=/venv',
      'COPY pyproject.toml uv.lock ./',
      'RUN uv sync --frozen --no-dev --no-install-project',
    ],
  },
  {
    file: 'poetry.lock',
    steps: [
      'RUN pip install --no-cache-dir poetry',
      MAKE_PLACE,
      'ENV VIRTUAL_ENV=/venv',
      'COPY pyproject.toml poetry.lock ./',
      'RUN poetry install --only main --no-root',
    ],
  },
  {
    file: 'requirements.txt',
    steps: [
      MAKE_PLACE,
      'COPY requirements.txt ./',
      'RUN /venv/bin/pip install --no-cache-dir -r requirements.txt',
    ],
  },
  {
    file: 'pyproject.toml',
    steps: [MAKE_PLACE, 'COPY . .', 'RUN /venv/bin/pip install --no-cache-dir .'],
  },
];

/** An app in Python, with or without packages. */
export function detectPython(files: FolderFiles): WrittenDockerfile | undefined {
  const { names } = files;
  const installer = INSTALLERS.find(({ file }) => names.includes(file));
  const start = startOf(files);
  if (!start) return undefined;
  const image = `${OFFICIAL}/python:${versionOf(files)}-slim`;
  const text = paragraphs(installer ? [`FROM ${image} AS build`, 'WORKDIR /app', ...installer.steps] : [], [
    `FROM ${image}`,
    ...['ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1', 'WORKDIR /app'],
    ...(installer ? ['COPY --from=build /venv /venv', 'ENV PATH=/venv/bin:$PATH'] : []),
    'COPY . .',
    ...[`ENV PORT=${start.port}`, `EXPOSE ${start.port}`, `USER ${USER}`, start.command],
  ]);
  return { language: 'Python', text, port: start.port, ignored: ['**/__pycache__', 'venv', 'env'] };
}

interface Start {
  readonly port: number;
  readonly command: string;
}

/** By what the folder says, then by the framework that it uses, then by the names of its files. */
function startOf(files: FolderFiles): Start | undefined {
  const { names } = files;
  const listed = ['requirements.txt', 'pyproject.toml'].map((name) => files.text(name) ?? '').join('\n');
  const uses = (name: string) => new RegExp(`(?:^|["'\\s])${name}\\b`, 'im').test(listed);
  const entry = ENTRIES.find((name) => names.includes(name));
  const port = namedPort(files, ENTRIES) ?? 8000;
  const at = `0.0.0.0:${port}`;
  const [, web = ''] = /^web:[ \t]*(.+?)\s*$/m.exec(files.text('Procfile') ?? '') ?? [];
  const named = words(web);
  if (named) return { port, command: command(...named) };
  if (names.includes('manage.py')) {
    const project = names.find((name) => /^\w+\/wsgi\.py$/.test(name))?.split('/')[0];
    return uses('gunicorn') && project !== undefined
      ? { port, command: command('gunicorn', '--bind', at, `${project}.wsgi`) }
      : { port, command: command('python', 'manage.py', 'runserver', at) };
  }
  if (entry === undefined || !isPlainName(entry)) return undefined;
  const variable = /^(\w+)\s*(?::[^=\n]+)?=\s*(?:FastAPI|Flask|Starlette|Quart)\(/m.exec(
    files.text(entry) ?? '',
  )?.[1];
  const app = `${entry.slice(0, -'.py'.length).replaceAll('/', '.')}:${variable}`;
  const socket = ['--host', '0.0.0.0', '--port', `${port}`];
  if (variable !== undefined) {
    if (uses('fastapi') || uses('starlette') || uses('uvicorn'))
      return { port, command: command('python', '-m', 'uvicorn', app, ...socket) };
    if (uses('gunicorn')) return { port, command: command('gunicorn', '--bind', at, app) };
    if (uses('flask')) return { port, command: command('flask', '--app', app, 'run', ...socket) };
  }
  if (uses('streamlit')) return streamlit(entry);
  return { port, command: command('python', entry) };
}

function streamlit(entry: string): Start {
  const options = ['--server.port', '8501', '--server.address', '0.0.0.0'];
  return { port: 8501, command: command('streamlit', 'run', entry, ...options) };
}

function versionOf(files: FolderFiles): string {
  const named = /^\s*(3\.\d{1,2})\b/.exec(files.text('.python-version') ?? '')?.[1];
  const required = /^\s*(?:requires-)?python\s*=\s*["'](?:==|~=|\^|~)\s*(3\.\d{1,2})\b/m;
  return named ?? required.exec(files.text('pyproject.toml') ?? '')?.[1] ?? USUAL_VERSION;
}
