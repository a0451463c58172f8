/** Mocha's command line for a suite, without its executable, whose second process would outlive an interrupted run. */
export function mocha(suite: string): readonly string[] {
  return [
    ...['--import', 'tsx', 'node_modules/mocha/lib/cli/cli.js'],
    ...['--config', `.config/mocha-${suite}.json`],
  ];
}

/** As {@link mocha}, with the counts that `runSuite` reads. */
export function talliedMocha(suite: string, files: readonly string[]): readonly string[] {
  return [...mocha(suite), '--reporter', './test/tally.ts', ...files];
}
