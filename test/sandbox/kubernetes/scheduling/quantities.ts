const SUFFIXES: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** `500m` is 0.5, and `64Mi` 67,108,864. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export function quantity(value: unknown): number {
  if (typeof value === 'number') return value;
  const [, digits = '0', suffix = ''] = /^([+-]?[\d.]+(?:e[+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  return Number(digits) * (SUFFIXES[suffix] ?? 1);
}
