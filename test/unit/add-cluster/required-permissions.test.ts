import { match, strictEqual } from 'node:assert/strict';
import { permissionsProblem } from '../../../src/core/add-cluster/required-permissions';
import type { Access } from '../../../src/core/ports/kubernetes';

describe('The rights of a token', () => {
  const lackedBy = (mayI: (access: Access) => boolean) =>
    permissionsProblem((access) => Promise.resolve(mayI(access)));

  it('are enough where it may do everything', async () =>
    strictEqual(await lackedBy(({ resource }) => resource === '*'), undefined));

  it('are not enough where it may make bindings, but not grant what environments are bound to', async () => {
    const problem = await lackedBy(({ verb }) => verb === 'list' || verb === 'create');
    match(problem?.message ?? '', /grant the ClusterRole admin/);
  });

  it('are told one by one where it lacks some, and can be done without', async () => {
    const problem = await lackedBy(({ verb }) => verb === 'list');
    strictEqual(
      problem?.message,
      'The token is not allowed to: everything (ClusterRole cluster-admin), create namespaces, create service accounts, create role bindings, grant the ClusterRole admin to service accounts of environments.',
    );
    match(problem.remedy, /cluster-admin, or add the cluster without the features/);
  });
});
