import type { FolderFiles } from '../folder-files';
import { command, OFFICIAL, paragraphs, USER, type WrittenDockerfile } from '../written-dockerfile';

/** Releases with long-term support. https://adoptium.net/support/ */
const VERSIONS = [8, 11, 17, 21, 25];
const USUAL_VERSION = 21;
/** What else builds leave beside the app. */
const OTHER_JARS = ['original-*', '*-sources.jar', '*-javadoc.jar', '*-tests.jar', '*-plain.jar'];

/** What a build with Maven makes: one jar, or Quarkus's folder. */
export function detectMaven(files: FolderFiles): WrittenDockerfile | undefined {
  const pom = files.text('pom.xml');
  if (pom === undefined) return undefined;
  const version = versionIn(
    pom,
    /<(?:java\.version|maven\.compiler\.(?:release|source|target)|release)>\s*(?:1\.)?(\d{1,2})\s*</,
  );
  // What several modules need of each other is in no repository.
  const isOneModule = !pom.includes('<modules>');
  const isQuarkus = pom.includes('quarkus');
  const build = [
    `FROM ${OFFICIAL}/maven:3-eclipse-temurin-${version} AS build`,
    'WORKDIR /src',
    ...(isOneModule ? ['COPY pom.xml ./', 'RUN mvn --batch-mode dependency:go-offline'] : []),
    ...['COPY . .', 'RUN mvn --batch-mode -DskipTests package'],
    isQuarkus ? 'RUN mv target/quarkus-app /app' : theJar(isOneModule ? 'target' : '*/target'),
  ];
  return runtime(files, {
    build,
    version,
    jar: isQuarkus ? 'quarkus-run.jar' : 'app.jar',
    ignored: ['target'],
  });
}

/** What a build with Gradle makes: one jar, or what its plugin `application` installs. */
export function detectGradle(files: FolderFiles): WrittenDockerfile | undefined {
  const scripts = ['build.gradle', 'build.gradle.kts', 'app/build.gradle', 'app/build.gradle.kts'].filter(
    (name) => files.names.includes(name),
  );
  const [script] = scripts;
  if (script === undefined) return undefined;
  const text = scripts.map((name) => files.text(name) ?? '').join('\n');
  const version = versionIn(text, /(?:JavaLanguageVersion\.of\(|VERSION_(?:1_)?|jvmToolchain\()\s*(\d{1,2})/);
  const hasWrapper = ['gradlew', 'gradle/wrapper/gradle-wrapper.jar'].every((name) =>
    files.names.includes(name),
  );
  const gradle = hasWrapper ? 'sh ./gradlew' : 'gradle';
  const folder = scripts.some((name) => name.startsWith('app/')) ? 'app/build' : 'build';
  const mainClass = /mainClass(?:Name)?\s*(?:=|\.set\()\s*["']([\w.$]+)["']/.exec(text)?.[1];
  const isInstalled = mainClass !== undefined && !/org\.springframework\.boot|shadow|quarkus/.test(text);
  const image = hasWrapper ? `eclipse-temurin:${version}-jdk` : `gradle:8-jdk${version}`;
  const build = [
    `FROM ${OFFICIAL}/${image} AS build`,
    ...['WORKDIR /src', 'COPY . .'],
    `RUN ${gradle} --no-daemon ${isInstalled ? 'installDist' : 'assemble'}`,
    isInstalled ? `RUN mv ${folder}/install/*/lib /app` : theJar(`${folder}/libs`),
  ];
  return runtime(files, {
    build,
    version,
    jar: 'app.jar',
    mainClass: isInstalled ? mainClass : undefined,
    ignored: ['build', 'app/build'],
  });
}

interface Built {
  readonly build: readonly string[];
  readonly version: number;
  readonly jar: string;
  /** For several jars in one folder. */
  readonly mainClass?: string | undefined;
  readonly ignored: readonly string[];
}

function runtime(files: FolderFiles, { build, version, jar, mainClass, ignored }: Built): WrittenDockerfile {
  const properties = files.text('src/main/resources/application.properties') ?? '';
  const named = Number(
    /^\s*(?:server\.port|quarkus\.http\.port)\s*=\s*(?:\$\{PORT:)?(\d{1,5})/m.exec(properties)?.[1],
  );
  const port = named >= 1 && named <= 65_535 ? named : 8080;
  const start =
    mainClass === undefined ? command('java', '-jar', jar) : command('java', '-cp', '/app/*', mainClass);
  const text = paragraphs(build, [
    `FROM ${OFFICIAL}/eclipse-temurin:${version}-jre`,
    ...['WORKDIR /app', 'COPY --from=build /app .', `EXPOSE ${port}`, `USER ${USER}`, start],
  ]);
  return { language: 'Java', text, port, ignored };
}

function theJar(folder: string): string {
  const others = OTHER_JARS.map((name) => `! -name '${name}'`).join(' ');
  return `RUN mkdir /app && find ${folder} -maxdepth 1 -name '*.jar' ${others} -exec cp {} /app/app.jar ';'`;
}

/** An older release builds with the next one that has long-term support. */
function versionIn(text: string, pattern: RegExp): number {
  const named = Number(pattern.exec(text)?.[1]);
  return VERSIONS.find((version) => version >= named) ?? USUAL_VERSION;
}
