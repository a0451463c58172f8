import { deepStrictEqual, doesNotReject, match, rejects, strictEqual } from 'node:assert/strict';
import { ServiceAccountTokens } from '../../../src/core/cluster/service-account-tokens';
import type { Operation } from '../../../src/core/operation/operation';
import type { ClusterEntry, EksEntry } from '../../../src/core/registry/entry';
import { ClusterAccess } from '../../../src/ui/cluster-access';
import { ClusterConnector } from '../../../src/ui/cluster-connector';
import type { Sessions } from '../../../src/ui/sessions';
import { ClusterStatuses } from '../../../src/ui/tree/cluster-statuses';
import { systemClock } from '../../../src/ui/clock';
import { ATTACHED, ENTRY } from '../../fakes/entry';
import { FakeMemento } from '../../fakes/memento';
import { anOperation } from '../../fakes/operation';

const STRANGERS: EksEntry = { ...ENTRY, roleArn: 'arn:aws:iam::666666666666:role/eks-provision' };

describe('The access that a repository’s settings choose', () => {
  let memory: { globalState: FakeMemento; workspaceState: FakeMemento };
  let asked: string[];
  let agrees: boolean;
  let operations: readonly Operation[];
  let own: readonly ClusterEntry[];
  let access: ClusterAccess;

  function open(): ClusterAccess {
    return new ClusterAccess({
      memory,
      operations: () => Promise.resolve(operations),
      settings: { registries: () => [{ level: { kind: 'user' }, entries: own, problems: [] }] },
      notifier: {
        confirm: ({ question, detail }) => {
          asked.push(`${question}\n${[detail].flat(2).join('\n')}`);
          return Promise.resolve(agrees);
        },
      },
    });
  }

  beforeEach(() => {
    memory = { globalState: new FakeMemento(), workspaceState: new FakeMemento() };
    [asked, agrees, operations, own] = [[], true, [], []];
    access = open();
  });

  const refused = (entry: EksEntry) => rejects(access.check(entry), { code: 'access-not-allowed' });

  it('is not used, and not asked about, by background work', async () => {
    await refused(STRANGERS);
    await refused(STRANGERS);
    deepStrictEqual(asked, []);
  });

  it('is asked about once, with role and account, and kept in every window', async () => {
    strictEqual(await access.ask(STRANGERS), true);
    strictEqual(await access.ask(STRANGERS), true);
    strictEqual(asked.length, 1);
    match(asked[0] ?? '', /role\/eks-provision in account 666666666666/);
    access = open();
    await access.check({ ...STRANGERS, name: 'another' });
  });

  it('is asked about once where two commands want it at a time', async () => {
    deepStrictEqual(await Promise.all([access.ask(STRANGERS), access.ask(STRANGERS)]), [true, true]);
    strictEqual(asked.length, 1);
  });

  it('stays unused where the user refuses', async () => {
    agrees = false;
    strictEqual(await access.ask(STRANGERS), false);
    await refused(STRANGERS);
  });

  it('is known where an operation of this machine used the role', async () => {
    const operation = anOperation();
    operations = [operation];
    await access.check({ ...ENTRY, roleArn: operation.role.roleArn });
    await refused(STRANGERS);
  });

  it('is known where the user’s own settings name the role', async () => {
    own = [STRANGERS];
    await access.check(STRANGERS);
  });

  it('is known where the user added the cluster on this machine', async () => {
    await access.allow(STRANGERS);
    await access.check(STRANGERS);
  });

  it('can be taken back, whatever it was known by, and allowed again', async () => {
    own = [STRANGERS];
    await access.review(STRANGERS);
    await refused(STRANGERS);
    await access.review(STRANGERS);
    await access.check(STRANGERS);
  });

  it('is asked about for a profile of the user’s, and in each workspace', async () => {
    own = [ENTRY];
    const withProfile = { ...ENTRY, profile: 'production' };
    await refused(withProfile);
    await access.ask(withProfile);
    match(asked[0] ?? '', /profile production/);
    await access.check(withProfile);
    memory = { ...memory, workspaceState: new FakeMemento() };
    access = open();
    await refused(withProfile);
  });

  it('is asked about where the user’s own credentials would be shown to an account and region', async () => {
    const own = { ...ENTRY, roleArn: undefined };
    await refused(own);
    await access.ask(own);
    match(asked[0] ?? '', /account 222222222222 and region eu-central-1/);
    await access.check(own);
    await refused({ ...own, region: 'eu-west-1' });
  });

  it('is nothing to ask about for a cluster that was added by its URL', async () => {
    strictEqual(await access.ask(ATTACHED), true);
    deepStrictEqual(asked, []);
  });

  it('tells that a role is not offered that only a repository names', async () => {
    own = [ENTRY];
    deepStrictEqual(await access.allowed([ENTRY, STRANGERS]), [ENTRY]);
  });

  it('sends nothing before it is allowed, and the row says so', async () => {
    const opened: string[] = [];
    const open = ({ roleArn }: { roleArn: string }) => {
      opened.push(roleArn);
      return Promise.reject(new Error('offline'));
    };
    const connector = new ClusterConnector(
      { open, own: open } as unknown as Sessions,
      { baseCredentials: { kind: 'default' } },
      () => Promise.reject(new Error('offline')),
      { read: () => Promise.resolve(undefined) },
      new ServiceAccountTokens(systemClock, () => undefined),
      access,
    );
    const { signal } = new AbortController();
    for (const reach of [
      () => connector.session(STRANGERS),
      () => connector.describe(STRANGERS, signal),
      () => connector.connect(STRANGERS, signal),
      () => connector.connectAsCaller(STRANGERS, signal),
      () => connector.connectionInfo(STRANGERS, signal),
    ])
      await rejects(reach(), { code: 'access-not-allowed' });
    const statuses = new ClusterStatuses(connector, () => undefined);
    await doesNotReject(statuses.refreshUnasked([STRANGERS]));
    strictEqual(statuses.get(STRANGERS).kind, 'notAllowed');
    deepStrictEqual(opened, []);

    await access.ask(STRANGERS);
    await rejects(connector.session(STRANGERS), /offline/);
    deepStrictEqual(opened, [STRANGERS.roleArn]);
  });
});
