/** Largest size of each bundle, in kilobytes of 1,024 bytes. What is not loaded costs nothing; what is, costs its size. */
export const BUNDLE_LIMITS_KB = {
  extension: 150,
  aws: 510,
  ec2: 900,
  limits: 345,
  lockfile: 40,
  kube: 1_800,
  network: 20,
  'unfinished-writes': 5,
  kubeconfig: 180,
  'user-files': 75,
  findings: 10,
  checks: 80,
  operation: 145,
  children: 45,
  creation: 90,
  'operation-commands': 50,
  'form-handlers': 60,
  existing: 75,
  inside: 45,
  environments: 50,
  authentication: 60,
  roles: 135,
  deletion: 70,
  policy: 75,
  registry: 50,
  contexts: 45,
  terminal: 60,
  form: 400,
} as const;

/** Largest size of what users download. */
export const PACKAGE_LIMIT_KB = 3 * 1024;
