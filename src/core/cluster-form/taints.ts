import { TAINT_EFFECTS, type Taint } from './cluster-spec';
import { linesOf, pairOf } from './parse-lines';

export const TAINT_EXAMPLE = 'dedicated=gpu:NoSchedule';

/** One line of taints, as `kubectl taint` writes them: `key=value:effect`, or without a value `key:effect`. */
export function parseTaint(line: string): Taint | undefined {
  const at = line.lastIndexOf(':');
  const effect = TAINT_EFFECTS.find((word) => word === line.slice(at + 1).trim());
  return at < 0 || !effect ? undefined : { ...pairOf(line.slice(0, at).trim()), effect };
}

export function taintsOf(text: string): readonly Taint[] {
  return linesOf(text).flatMap((line) => parseTaint(line) ?? []);
}
