/** What is known of a folder. Names are relative to it, with slashes. */
export interface FolderFiles {
  readonly names: readonly string[];
  /** `undefined` where there is no such file, or it is not one of {@link isRead}. */
  readonly text: (name: string) => string | undefined;
}

/** How deep a folder is listed: as deep as `src/main/resources/application.properties`. */
export const LISTED_DEPTH = 3;

const READ =
  /(?:^|\/)(?:package\.json|\.nvmrc|\.node-version|requirements\.txt|pyproject\.toml|\.python-version|Procfile|pom\.xml|settings\.gradle(?:\.kts)?|build\.gradle(?:\.kts)?|application\.properties|[^/]+\.csproj|[^/]+\.(?:[cm]?js|ts|py|go))$/;

/** Whether the language table reads a file: what names the language, and sources that may name a port. */
export function isRead(name: string): boolean {
  return READ.test(name) && name.split('/').length <= (name.includes('application.properties') ? 4 : 3);
}

/** A name that means the same in a Dockerfile as on the disk. */
export function isPlainName(name: string): boolean {
  return /^[\w@+][\w.@+-]*(?:\/[\w@+][\w.@+-]*)*$/.test(name);
}

/** The first port that a source names beside `PORT` or listens on. */
export function namedPort(files: FolderFiles, names: readonly string[]): number | undefined {
  for (const name of names) {
    const text = files.text(name) ?? '';
    const [, first, second, third] =
      /\bPORT\b['"\])]*\s*(?:\|\||\?\?|,|or)\s*['"]?(\d{2,5})\b|\.listen\(\s*(\d{2,5})\b|["'](?:[\w.]*):(\d{4,5})["']/.exec(
        text,
      ) ?? [];
    const port = Number(first ?? second ?? third);
    if (port >= 1 && port <= 65_535) return port;
  }
  return undefined;
}
