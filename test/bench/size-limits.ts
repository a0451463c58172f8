/** Largest size of what each window loads at its start and of what the form loads, in kilobytes of 1,024 bytes. */
export const SIZE_LIMITS_KB = {
  'extension.js': 8,
  'form.js': 400,
} as const;

/** Largest size of what users download. */
export const PACKAGE_LIMIT_KB = 3 * 1024;
