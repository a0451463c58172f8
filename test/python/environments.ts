import type { PythonPackages } from './environment';

/** What the conformance suite runs that others wrote in Python; `npm test` installs it while other suites run. */
export const ENVIRONMENTS = {
  /** A simulation of AWS: https://docs.getmoto.org. It brings the checker of templates that we ask, too. */
  moto: { name: 'moto', packages: ['moto[server]==5.2.5', 'cfn-lint==1.58.0'] },
  /** The AWS CLI: by version 1 alone, for the second is no package of PyPI. */
  aws: { name: 'aws', packages: ['awscli==1.46.3'] },
} as const satisfies Record<string, PythonPackages>;
