import fc from 'fast-check';

/** Property tests of `npm run test:deep`: other inputs each time; a failure prints the seed that repeats it. */
fc.configureGlobal({ numRuns: 5_000 });
