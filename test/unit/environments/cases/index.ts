import { CREATION_CASES } from './creation';
import { SCHEDULING_CASES } from './scheduling';
import { CLAIMS_CASES } from './volumes';
import { SETUP_CASES } from './setup';
import { IMAGES_CASES } from './images';
import { CONFIGURATION_CASES, STARTS_CASES, CRASHES_CASES } from './containers';
import { PROBES_CASES } from './probes';
import { ENDED_CASES } from './ended';
import type { FailureCase } from './case';

/** Every row of the catalogue of pods, with what Kubernetes shows then. */
export const FAILURE_CASES: readonly FailureCase[] = [
  ...CREATION_CASES,
  ...SCHEDULING_CASES,
  ...CLAIMS_CASES,
  ...SETUP_CASES,
  ...IMAGES_CASES,
  ...CONFIGURATION_CASES,
  ...STARTS_CASES,
  ...CRASHES_CASES,
  ...PROBES_CASES,
  ...ENDED_CASES,
];
