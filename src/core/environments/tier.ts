import { isProduction } from './is-production';

/** What environments are for, as GitLab tells it from their names. */
export type Tier = 'production' | 'staging' | 'testing' | 'development' | 'other';

/** https://docs.gitlab.com/ci/environments/#deployment-tier-of-environments */
const TIERS: readonly (readonly [Tier, RegExp])[] = [
  ['staging', /(?:^|[^a-z])(?:stage|staging|stag|stg|model|preprod|demo)(?:[^a-z]|$)/i],
  ['testing', /(?:^|[^a-z])(?:test|testing|tst|qa|quality|uat|acceptance)(?:[^a-z]|$)/i],
  ['development', /(?:^|[^a-z])(?:dev|development|review|trunk)(?:[^a-z]|$)/i],
];

export function tierOf(environment: string): Tier {
  if (isProduction(environment)) return 'production';
  return TIERS.find(([, pattern]) => pattern.test(environment))?.[0] ?? 'other';
}
