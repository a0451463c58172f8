/** Largest size of each bundle, in kilobytes of 1,024 bytes. What is not loaded costs nothing; what is, costs its size. */
export const BUNDLE_LIMITS_KB = {
  extension: 150,
  aws: 490,
  ec2: 900,
  limits: 345,
  lockfile: 40,
  kube: 1_800,
  network: 20,
  'unfinished-writes': 5,
  kubeconfig: 180,
  'user-files': 75,
  checks: 80,
  operation: 110,
  children: 40,
  creation: 75,
  existing: 60,
  inside: 50,
  environments: 40,
  authentication: 40,
  roles: 100,
  deletion: 60,
  policy: 60,
  registry: 40,
  contexts: 40,
  terminal: 40,
  form: 400,
} as const;

/** Largest size of what users download. */
export const PACKAGE_LIMIT_KB = 3 * 1024;
