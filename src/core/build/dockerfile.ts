/** Where an app listens: the first port that the last stage of its Dockerfile exposes. https://docs.docker.com/reference/dockerfile/#expose */
export function exposedPort(dockerfile: string): number | undefined {
  const lines = dockerfile.split(/\r?\n/);
  const last = lines.findLastIndex((line) => /^\s*FROM\s/i.test(line));
  for (const line of lines.slice(last + 1)) {
    const port = Number(/^\s*EXPOSE\s+(\d{1,5})(?:\/tcp)?(?:\s|$)/i.exec(line)?.[1]);
    if (port >= 1 && port <= 65_535) return port;
  }
  return undefined;
}
