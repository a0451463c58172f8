/** Whether it is an error of Node's with one of these codes, such as `ENOENT`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** fsync(2): some network and shared file systems have no such call. Nothing is wrong with what was written. */
export function isWithoutSync(error: unknown): boolean {
  return hasCode(error, 'EINVAL', 'ENOTSUP', 'ENOSYS');
}
