import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { permissionsFor, type Extra, type Feature } from '../../../src/core/policy';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import { mapWithConcurrency } from '../../../src/core/map-with-concurrency';
import { COMPUTE_KINDS, type Compute } from '../../../src/core/cluster-form/cluster-spec';
import { defaultVariant, templateResources } from '../../../src/core/template';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import schemas from '../../fixtures/cfn-handler-permissions.json';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeRoleWith } from '../sandbox/cluster-life';
import { isMissed, type MissingPermission } from './without-action';
import { ASKED_FOR_BY_EXTRAS, UNEXERCISED } from './unexercised-actions';

const LIVES_AT_ONCE = 12;
const EVERYTHING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

describe('Every action of the provision policy', () => {
  let sandbox: Sandbox;
  let watcher: ProvisionSession;

  before(async () => {
    sandbox = await startSandbox({
      speed: 10_000,
      externalId: EXTERNAL_ID,
      startKubernetesApi: ({ clusterName, access }) =>
        Promise.resolve(fakeKubernetesApi(clusterName, access)),
    });
    watcher = await withAws({ variables: sandbox.env }, () =>
      assumeRoleWith(sandbox, { name: 'eks-watcher', policy: EVERYTHING }),
    );
  });

  after(() => sandbox.stop());

  for (const compute of COMPUTE_KINDS) {
    it(`is named by an AWS error when removed: ${compute}`, () =>
      withAws({ variables: sandbox.env }, async () => {
        const lacks = lacksOf(compute);
        const missed = await mapWithConcurrency(lacks, LIVES_AT_ONCE, (lack) =>
          isMissed(sandbox, watcher, lack),
        );
        const unneeded = lacks.filter((_, i) => !missed[i]).map(({ action }) => action);
        const exempt = lacks.filter((lack) => isUnexercised(lack)).map(({ action }) => action);
        ok(exempt.length < lacks.length / 2);
        deepStrictEqual(unneeded.sort(), exempt.sort());
      })).timeout(60_000);
  }

  it('is listed if exempt, including actions for keys and Spot Instances', () => {
    const actions = permissionsFor(COMPUTE_KINDS).map(({ action }) => action as string);
    for (const action of Object.keys(UNEXERCISED)) ok(actions.includes(action), action);
    for (const [extra, documented] of Object.entries(ASKED_FOR_BY_EXTRAS)) {
      const added = permissionsFor([], [extra as Extra]).filter(
        ({ scope, action }) =>
          !permissionsFor([]).some((each) => each.scope === scope && each.action === action),
      );
      deepStrictEqual(added.map(({ action }) => action).sort(), Object.keys(documented).sort());
      for (const link of Object.values(documented)) match(link, /^https:\/\/docs\.aws\.amazon\.com\//);
    }
  });
});

/** What only reads before anything is created is the same for every compute, and need not be tried with each. */
function lacksOf(compute: Compute['kind']): readonly MissingPermission[] {
  const [first] = COMPUTE_KINDS;
  const tried = new Set(
    compute === first
      ? []
      : allLacks(first)
          .filter(isBeforeCreation)
          .map(({ action }) => action),
  );
  return allLacks(compute).filter(({ action }) => !tried.has(action));
}

/** One for each action. */
function allLacks(compute: Compute['kind']): readonly MissingPermission[] {
  const features = new Map<string, Set<Feature>>();
  for (const permission of permissionsFor([compute])) {
    const known = features.get(permission.action) ?? new Set();
    features.set(permission.action, new Set([...known, ...permission.features]));
  }
  return [...features].map(([action, all]) => ({ action, compute, features: [...all] }));
}

function isBeforeCreation({ features }: MissingPermission): boolean {
  return features.every((feature) => ['form', 'preflight', 'explain'].includes(feature));
}

/** Listed, or what the handlers of the registry ask for in an update: the simulated CloudFormation updates roles only. */
function isUnexercised(lack: MissingPermission): boolean {
  const { action, compute, features } = lack;
  if (action in UNEXERCISED) return isBeforeCreation(lack);
  const isForRetries = features.every((feature) => feature === 'retry');
  return isForRetries && updateActions(compute).has(action);
}

function updateActions(compute: Compute['kind']): ReadonlySet<string> {
  const types = [...templateResources(defaultVariant(compute)).values()] as (keyof typeof schemas)[];
  return new Set(
    types.flatMap((type) => ('update' in schemas[type].handlers ? schemas[type].handlers.update : [])),
  );
}
