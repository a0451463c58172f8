import type { Check } from './check';
import { permissionsCheck } from './permissions-check';
import { sessionCheck } from './session-check';

export { configureTexts } from '../texts';

/** All of pre-flight, in the order of the form. */
export const CHECKS: readonly Check[] = [sessionCheck, permissionsCheck];
