import type { Permission } from '../policy';
import type { PermissionsPort, ProbeNames } from '../ports/permissions';
import type { Access, AccessTable } from './simulated-access';
import { mapWithConcurrency } from '../map-with-concurrency';

const PROBES_AT_ONCE = 10;

/** Without permission to simulate: what dry runs and harmless reads show. Most writes stay unknown. */
export async function probeAccess(
  permissions: readonly Permission[],
  port: PermissionsPort,
  names: ProbeNames,
  signal: AbortSignal,
): Promise<AccessTable> {
  const answers = await mapWithConcurrency(permissions, PROBES_AT_ONCE, ({ action }) =>
    port.probe(action, names, signal),
  );
  return new Map(permissions.map((permission, i) => [permission, ANSWERS[answers[i] ?? 'unknown']]));
}

const ANSWERS: { readonly [A in Awaited<ReturnType<PermissionsPort['probe']>>]: Access } = {
  allowed: { kind: 'allowed' },
  denied: { kind: 'missing', why: 'notAllowed' },
  unknown: { kind: 'unknown', keys: [] },
};

/**
 * Simulation names resources of its own choice, and a cloud team may allow others than those: what a call has just
 * been allowed to do is not missing.
 */
export async function dropFalsePositives(
  simulated: AccessTable,
  port: PermissionsPort,
  names: ProbeNames,
  signal: AbortSignal,
): Promise<AccessTable> {
  const missing = [...simulated].flatMap(([permission, { kind }]) =>
    kind === 'missing' ? [permission] : [],
  );
  const probed = await probeAccess(missing, port, names, signal);
  const allowed = [...probed].filter(([, { kind }]) => kind === 'allowed');
  const undecided = missing.flatMap((permission) =>
    mayBeInKeyPolicy(permission, simulated.get(permission)) ? [[permission, ANSWERS.unknown] as const] : [],
  );
  return new Map([...simulated, ...undecided, ...allowed]);
}

/** A key's own policy may allow what no policy of the role does, and simulation does not know it. */
function mayBeInKeyPolicy({ action }: Permission, access: Access | undefined): boolean {
  return action.startsWith('kms:') && access?.kind === 'missing' && access.why === 'notAllowed';
}
