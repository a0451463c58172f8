export type Texts = Readonly<Record<string, string>>;

export const json = (value: unknown) => JSON.stringify(value);

/** What a folder holds; the language that is found; its port; lines of the Dockerfile, in this order. */
export const FOLDERS: Readonly<Record<string, readonly [Texts, string, number, readonly string[]]>> = {
  'a lone server.js': [
    { 'server.js': 'http.createServer(f).listen(process.env.PORT || 3456)' },
    'Node.js',
    3456,
    ['FROM public.ecr.aws/docker/library/node:24-slim', 'USER 1000', 'CMD ["node", "server.js"]'],
  ],
  'a package with a lock file of npm': [
    {
      'package.json': json({ scripts: { start: 'node src/main.js --quiet', build: 'tsc' } }),
      'package-lock.json': '',
      '.nvmrc': 'v22.3.0',
    },
    'Node.js',
    3000,
    [
      'FROM public.ecr.aws/docker/library/node:22-slim AS build',
      'COPY package.json package-lock.json ./',
      'RUN npm ci',
      'COPY . .',
      'RUN npm run build',
      'RUN npm prune --omit=dev',
      'CMD ["node", "src/main.js", "--quiet"]',
    ],
  ],
  'a package of pnpm whose start needs a shell': [
    { 'package.json': json({ scripts: { start: 'A=1 node x && y' } }), 'pnpm-lock.yaml': '' },
    'Node.js',
    3000,
    ['COPY package.json pnpm-lock.yaml ./', 'RUN pnpm install --frozen-lockfile', 'CMD ["npm", "start"]'],
  ],
  'a package of Yarn 1 without a start script': [
    { 'package.json': json({ main: './lib.js' }), 'lib.js': 'app.listen(4000)', 'yarn.lock': '' },
    'Node.js',
    4000,
    ['RUN yarn install --frozen-lockfile', 'CMD ["node", "lib.js"]'],
  ],
  'a package of Yarn 4': [
    { 'package.json': json({ scripts: { start: 'node a' }, packageManager: 'yarn@4.5.0' }), 'yarn.lock': '' },
    'Node.js',
    3000,
    ['ENV YARN_NODE_LINKER=node-modules', 'RUN yarn install --immutable'],
  ],
  'a workspace, whose packages name their own lists': [
    { 'package.json': json({ scripts: { start: 'node a' }, workspaces: ['b'] }), 'package-lock.json': '' },
    'Node.js',
    3000,
    ['COPY . .', 'RUN npm ci'],
  ],
  'a site that Vite builds': [
    {
      'package.json': json({ scripts: { build: 'vite build' }, devDependencies: { vite: '7' } }),
      'index.html': '',
    },
    'Node.js, served by nginx',
    8080,
    ['RUN npm install', 'RUN npm run build', 'COPY --from=build /app/dist /usr/share/nginx/html', 'USER 101'],
  ],
  'static files': [
    { 'index.html': '<p>', 'style.css': '' },
    'nginx',
    8080,
    [
      'FROM public.ecr.aws/nginx/nginx-unprivileged:stable-alpine',
      'COPY . /usr/share/nginx/html',
      'USER 101',
    ],
  ],
  'static files in a folder': [
    { 'public/index.html': '' },
    'nginx',
    8080,
    ['COPY public /usr/share/nginx/html'],
  ],
  'FastAPI with requirements': [
    {
      'requirements.txt': 'fastapi[standard]==1.0',
      'main.py': 'app = FastAPI()',
      '.python-version': '3.12\n',
    },
    'Python',
    8000,
    [
      'FROM public.ecr.aws/docker/library/python:3.12-slim AS build',
      'COPY requirements.txt ./',
      'RUN /venv/bin/pip install --no-cache-dir -r requirements.txt',
      'COPY . .',
      'USER 10001',
      'CMD ["python", "-m", "uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]',
    ],
  ],
  'Flask with gunicorn in a pyproject': [
    { 'pyproject.toml': 'dependencies = ["flask", "gunicorn"]', 'app.py': 'shop: Flask = Flask(__name__)' },
    'Python',
    8000,
    ['RUN /venv/bin/pip install --no-cache-dir .', 'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:shop"]'],
  ],
  'Django, locked by uv': [
    { 'pyproject.toml': '"django"\n"gunicorn"', 'uv.lock': '', 'manage.py': '', 'shop/wsgi.py': '' },
    'Python',
    8000,
    [
      'RUN uv sync --frozen --no-dev --no-install-project',
      'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]',
    ],
  ],
  'Python that Poetry locks, with a Procfile': [
    { 'pyproject.toml': '', 'poetry.lock': '', Procfile: 'worker: x\nweb: python serve.py 80\n' },
    'Python',
    8000,
    ['RUN poetry install --only main --no-root', 'CMD ["python", "serve.py", "80"]'],
  ],
  'Python without packages': [
    { 'server.py': 'HTTPServer(("", int(os.environ.get("PORT", 8123))), H)' },
    'Python',
    8123,
    ['WORKDIR /app', 'COPY . .', 'CMD ["python", "server.py"]'],
  ],
  'Go with a program in cmd': [
    {
      'go.mod': 'module a\ngo 1.24',
      'go.sum': '',
      'cmd/shop/main.go': 'package main\nhttp.ListenAndServe(":9090", nil)',
    },
    'Go',
    9090,
    [
      'COPY go.mod go.sum ./',
      'RUN go mod download',
      'RUN CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /app ./cmd/shop',
      'FROM public.ecr.aws/docker/library/alpine:3',
      'CMD ["/app"]',
    ],
  ],
  'Java with Maven': [
    {
      'pom.xml': '<properties><java.version>17</java.version></properties>',
      'src/main/resources/application.properties': 'server.port=8090\n',
    },
    'Java',
    8090,
    [
      'FROM public.ecr.aws/docker/library/maven:3-eclipse-temurin-17 AS build',
      'RUN mvn --batch-mode dependency:go-offline',
      'FROM public.ecr.aws/docker/library/eclipse-temurin:17-jre',
      'CMD ["java", "-jar", "app.jar"]',
    ],
  ],
  'Java with Gradle and its wrapper': [
    {
      'build.gradle.kts': 'plugins { id("org.springframework.boot") }\njvmToolchain(25)',
      gradlew: '',
      'gradle/wrapper/gradle-wrapper.jar': '',
    },
    'Java',
    8080,
    [
      'FROM public.ecr.aws/docker/library/eclipse-temurin:25-jdk AS build',
      'RUN sh ./gradlew --no-daemon assemble',
    ],
  ],
  'Java with Gradle’s plugin application': [
    { 'app/build.gradle': 'application { mainClass = "org.example.App" }' },
    'Java',
    8080,
    ['RUN gradle --no-daemon installDist', 'CMD ["java", "-cp", "/app/*", "org.example.App"]'],
  ],
  '.NET beside its tests': [
    {
      'shop/shop.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"><TargetFramework>net8.0</TargetFramework>',
      'shop.tests/shop.tests.csproj': '<PackageReference Include="Microsoft.NET.Test.Sdk" />',
    },
    '.NET',
    8080,
    [
      'FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build',
      'COPY shop/shop.csproj ./shop/',
      'FROM mcr.microsoft.com/dotnet/aspnet:8.0',
      'USER 1654',
      'CMD ["dotnet", "shop.dll"]',
    ],
  ],
};
