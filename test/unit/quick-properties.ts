import fc from 'fast-check';

/** Property tests of `npm test`: the same inputs each time, so that only a change of ours can make one fail. */
fc.configureGlobal({ seed: 20261122, numRuns: 100 });
