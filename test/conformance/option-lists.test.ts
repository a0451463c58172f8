import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { paginateListRoles } from '@aws-sdk/client-iam';
import { toUserError } from '../../src/core/errors/to-user-error';
import { UserError } from '../../src/core/errors/user-error';
import type { ListedInstanceType } from '../../src/core/ports/aws';
import { forNodes } from '../../src/core/cluster-form/instance-types';
import { askBoth, limit, type Simulation } from './simulations';

describe('The option lists, of our sandbox and of moto', () => {
  it('has VPCs, of which at most one is the default', async () => {
    const { ours, foreign } = await askBoth(({ session }) => session.options.vpcs(limit()));
    for (const vpcs of [ours, foreign]) {
      ok(vpcs.length > 0 && vpcs.filter(({ isDefault }) => isDefault).length <= 1);
      for (const { id, cidrs } of vpcs) {
        match(id, /^vpc-[0-9a-f]{17}$/);
        match(cidrs[0] ?? '', /^[\d.]+\/\d+$/);
      }
    }
  });

  it('has subnets in zones of the region', async () => {
    const { ours, foreign } = await askBoth(async ({ session }) =>
      session.options.subnets(await someVpc(session), limit()),
    );
    for (const subnets of [ours, foreign]) {
      ok(subnets.length > 0);
      for (const { id, availabilityZone, freeAddresses } of subnets) {
        match(id, /^subnet-[0-9a-f]{17}$/);
        match(availabilityZone, /^eu-central-1[abc]$/);
        ok(freeAddresses > 0);
      }
    }
    deepStrictEqual(shapeOf(ours[0]), { ...shapeOf(foreign[0]), name: 'string' });
  });

  it('has the security group that comes with a VPC', async () => {
    const { ours, foreign } = await askBoth(async ({ session }) =>
      session.options.securityGroups(await someVpc(session), limit()),
    );
    for (const groups of [ours, foreign]) {
      const standard = groups.find(({ name }) => name === 'default');
      strictEqual(standard?.description, 'default VPC security group');
      match(standard.id, /^sg-[0-9a-f]{17}$/);
    }
  });

  it('has nothing in a VPC that does not exist', async () => {
    const { ours, foreign } = await askBoth(async ({ session: { options } }) => [
      await options.subnets('vpc-00000000000000000', limit()),
      await options.securityGroups('vpc-00000000000000000', limit()),
    ]);
    deepStrictEqual(ours, [[], []]);
    deepStrictEqual(ours, foreign);
  });

  it('has key pairs by name', async () => {
    const { ours, foreign } = await askBoth(({ session }) => session.options.keyPairs(limit()));
    deepStrictEqual(shapeOf(ours[0]), { name: 'string' });
    deepStrictEqual(foreign, [{ name: 'developer' }]);
  });

  // moto's list is a copy of AWS's own, and newer than our sandbox's in which generation is the current one.
  it('knows of each instance type what AWS says of it', async () => {
    const { ours, foreign } = await askBoth(async ({ session }) => session.options.instanceTypes(limit()));
    const truth = new Map(foreign.map((type) => [type.name, type]));
    const known = ours.filter(({ name }) => truth.has(name));
    ok(known.length >= 20);
    for (const type of known) deepStrictEqual(anywhere(type), anywhere(truth.get(type.name)));
  });

  // Which zones those are is up to the account that AWS was asked by.
  it('knows in which zones a type is offered, and that some are not offered in all', async () => {
    const { ours, foreign } = await askBoth(async ({ session }) => {
      const types = forNodes(await session.options.instanceTypes(limit()));
      const rarest = types.toSorted((a, b) => (a.zones?.length ?? 0) - (b.zones?.length ?? 0))[0];
      return { types, rarest, zones: await session.zonesOffering(rarest?.name ?? '', limit()) };
    });
    for (const { types, rarest, zones } of [ours, foreign]) {
      ok(types.every((type) => type.zones?.every((zone) => /^eu-central-1[abc]$/.test(zone))));
      ok(zones.length > 0 && zones.length < 3);
      deepStrictEqual(zones, rarest?.zones);
    }
  });

  it('knows whether names are resolved in a VPC, and where its subnets lead', async () => {
    const { ours, foreign } = await askBoth(async ({ session }) => {
      const vpcs = await session.options.vpcs(limit());
      const subnets = await session.options.subnets(await someVpc(session), limit());
      return { dns: vpcs.map(({ dns }) => dns), routes: subnets.map(({ route }) => route) };
    });
    for (const { dns, routes } of [ours, foreign]) {
      ok(dns.every((each) => typeof each?.support === 'boolean' && typeof each.hostnames === 'boolean'));
      ok(routes.every((route) => route !== undefined));
    }
  });

  it('tells which roles EKS may assume', async () => {
    const { ours, foreign } = await askBoth(({ session }) => session.options.serviceRoles(limit()));
    for (const roles of [ours, foreign]) {
      const service = roles.find(({ name }) => name === 'eks-service-role');
      strictEqual(service?.trustsEks, true);
      ok(roles.some(({ trustsEks }) => !trustsEks));
    }
  });

  // moto answers with a web page: to the form, a list that failed, which is typed instead.
  it('fails with a sentence where a simulation lacks the call', async () => {
    const { ours, foreign } = await askBoth(({ session }) =>
      session.options.kubernetesVersions(limit()).then(
        (versions) => versions.length,
        (error: unknown) => toUserError(error),
      ),
    );
    ok(typeof ours === 'number' && ours > 1);
    ok(foreign instanceof UserError, String(foreign));
    deepStrictEqual(foreign.code, 'answer-unusable');
    match(foreign.message, /cannot be used: it comes from a different kind of server\./);
  });

  it('gives the same roles in small pages as in one', async () => {
    const { ours, foreign } = await askBoth(async ({ sdk: { iam }, session }) => {
      const pages: number[] = [];
      const names: (string | undefined)[] = [];
      for await (const { Roles = [] } of paginateListRoles({ client: iam, pageSize: 50 }, {})) {
        pages.push(Roles.length);
        const choosable = Roles.filter(({ Path = '' }) => !Path.startsWith('/aws-service-role/'));
        names.push(...choosable.map(({ RoleName }) => RoleName));
      }
      const all = await session.options.serviceRoles(limit());
      return {
        pages,
        missing: all.filter(({ name }) => !names.includes(name)),
        extra: names.length - all.length,
      };
    });
    for (const { pages, missing, extra } of [ours, foreign]) {
      deepStrictEqual(pages.slice(0, 2), [50, 50]);
      deepStrictEqual({ missing, extra }, { missing: [], extra: 0 });
    }
  });
});

async function someVpc({ options }: Simulation['session']): Promise<string> {
  const vpcs = await options.vpcs(limit());
  for (const { id } of vpcs) {
    const subnets = await options.subnets(id, limit());
    if (subnets.length > 1) return id;
  }
  throw new Error('No VPC has two subnets.');
}

function anywhere(type: ListedInstanceType | undefined): object {
  return { ...type, zones: [] };
}

/** The type of each member. */
function shapeOf(value: object | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, member]) => [name, typeof member]));
}
