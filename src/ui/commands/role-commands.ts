import type { FormHost } from '../form/host';
import type { FormPanel } from '../form/panel';
import { once } from '../lazy';
import type { Handlers } from './commands';
import type { CreateRolesDeps } from './create-roles';

interface RoleCommandDeps extends Omit<CreateRolesDeps, 'region' | 'draft' | 'applyRoles'> {
  /** The draft of the form, which created roles are written to. */
  readonly formHost: FormHost;
  readonly form: FormPanel;
}

/** The commands that create roles, or generate the policies for a cloud team. Loaded on first use. */
export function roleCommands(deps: RoleCommandDeps) {
  const { form, formHost, identity, notifier, settings } = deps;
  const createRoles = once(async () => {
    const { CreateRoles } = await import('./create-roles');
    const applyRoles: CreateRolesDeps['applyRoles'] = async (roles) => {
      await formHost.applyRoles(roles);
      form.sendEvent('rolesCreated', roles);
    };
    return new CreateRoles({
      ...deps,
      region: () => formHost.clusterRegion,
      draft: () => formHost.known.draft,
      applyRoles,
    });
  });
  const generatePolicy = once(async () => {
    const { GeneratePolicy } = await import('./generate-policy');
    const known = async () => ({ ...(await identity()), ...formHost.known, roleLimits: settings.roleLimits });
    return new GeneratePolicy({ known, notifier });
  });
  return {
    'eks.createRoles': async () => (await createRoles()).run(),
    'eks.generatePolicy': async (about?: unknown) => (await generatePolicy()).run(about),
  } satisfies Partial<Handlers>;
}
