import type { PythonPackages } from './environment';

/** What the conformance suite runs that others wrote in Python; `npm test` installs it while other suites run. */
export const ENVIRONMENTS = {
  /** A simulation of AWS: https://docs.getmoto.org */
  moto: { name: 'moto', packages: ['moto[server]==5.2.5'] },
} as const satisfies Record<string, PythonPackages>;
