import { isPlainName, namedPort, type FolderFiles } from '../folder-files';
import { command, OFFICIAL, paragraphs, USER, type WrittenDockerfile } from '../written-dockerfile';

/** A program in Go: in the folder itself, or the first of its `cmd`. */
export function detectGo(files: FolderFiles): WrittenDockerfile | undefined {
  const { names } = files;
  if (!names.includes('go.mod')) return undefined;
  const mains = names.filter(
    (name) => name.endsWith('.go') && isPlainName(name) && /^package main\b/m.test(files.text(name) ?? ''),
  );
  const packages = [...new Set(mains.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('/')))))];
  const main = packages.find((name) => name === '') ?? packages.find((name) => name.startsWith('cmd/'));
  const source = main ?? packages[0];
  if (source === undefined) return undefined;
  const port = namedPort(files, mains) ?? 8080;
  const sums = ['go.mod', 'go.sum'].filter((name) => names.includes(name)).join(' ');
  const text = paragraphs(
    [
      // The newest one builds the modules of all before it: https://go.dev/doc/go1compat
      `FROM ${OFFICIAL}/golang:1 AS build`,
      ...['WORKDIR /src', `COPY ${sums} ./`, 'RUN go mod download', 'COPY . .'],
      `RUN CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /app ./${source}`,
    ],
    [
      `FROM ${OFFICIAL}/alpine:3`,
      ...['COPY --from=build /app /app', `ENV PORT=${port}`, `EXPOSE ${port}`, `USER ${USER}`],
      command('/app'),
    ],
  );
  return { language: 'Go', text, port, ignored: ['bin'] };
}
