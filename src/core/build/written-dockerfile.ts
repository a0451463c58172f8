/** A Dockerfile for a folder that has none. */
export interface WrittenDockerfile {
  /** As people call it, for example `Node.js`. */
  readonly language: string;
  readonly text: string;
  /** Where the app most likely listens; the Dockerfile exposes it. */
  readonly port: number;
  /** What an image never needs of such a folder, beside {@link NEVER_IN_IMAGES}. */
  readonly ignored: readonly string[];
}

/** Images of Docker Hub without its limits: https://gallery.ecr.aws/docker/ */
export const OFFICIAL = 'public.ecr.aws/docker/library';

/** Kubernetes can tell of a number alone that it is not root. https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export const USER = 10_001;

const NEVER_IN_IMAGES = [
  ...['.*', '!.well-known', '!.yarnrc.yml', '!.yarn', '!.mvn', '!.python-version'],
  ...['**/.env*', '**/*.key', '*.log', 'Dockerfile*', 'compose*.y*ml', 'docker-compose*.y*ml'],
];

/** The `.dockerignore` beside it: neither secrets of the editor and of tools nor what is built in the image. */
export function dockerignoreFor({ ignored }: Pick<WrittenDockerfile, 'ignored'>): string {
  return [...NEVER_IN_IMAGES, ...ignored, ''].join('\n');
}

/** Paragraphs of a Dockerfile, each of several lines. */
export function paragraphs(...parts: readonly (readonly (string | readonly string[])[])[]): string {
  return `${parts
    .map((part) => part.flat().join('\n'))
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** A command that starts without a shell, so that it gets the signals of Kubernetes. */
export function command(...words: readonly string[]): string {
  return `CMD [${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** A command as people write it, where no shell is needed for it. */
export function words(line: string): readonly string[] | undefined {
  return /^[\w./:@=+,-]+(?: +[\w./:@=+,-]+)*$/.test(line) ? line.split(/ +/) : undefined;
}
