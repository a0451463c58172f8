import { deepStrictEqual, doesNotMatch, strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { Stage } from './stage';
import type { Workbench } from './workbench';

describe('Bad input', function () {
  let stage: Stage;
  let workbench: Workbench;

  before(async () => {
    stage = await Stage.set();
    workbench = await stage.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await workbench.field('Role ARN').waitFor();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await stage.keepEvidence(this.currentTest.title, workbench.page);
  });

  after(() => stage.strike());

  describe('of the authentication', () => {
    /** As the cloud team of account B made them; who may assume the role is said later. */
    const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
    const REFUSALS = [
      {
        title: 'a Role ARN that is no ARN',
        roleArn: 'eks-provision',
        region: 'eu-central-1',
        field: 'Role ARN',
        says: 'Role ARN must be a valid Amazon Resource Name. Copy it from the role’s page in the IAM console',
      },
      {
        title: 'the ARN of a user',
        roleArn: 'arn:aws:iam::222222222222:user/developer',
        region: 'eu-central-1',
        field: 'Role ARN',
        says: 'Role ARN must be a valid Amazon Resource Name.',
      },
      {
        title: 'a region that is no name of a region',
        roleArn: role('eks-provision'),
        region: 'Frankfurt',
        field: 'Cluster Region',
        says: 'Frankfurt is not the name of an AWS region. Enter a region such as eu-central-1.',
      },
      {
        title: 'a role that does not exist',
        roleArn: role('eks-nobody'),
        region: 'eu-central-1',
        field: 'Role ARN',
        says: 'Access denied: arn:aws:iam::111111111111:user/developer may not assume arn:aws:iam::222222222222:role/eks-nobody. AWS does not say which of three is wrong',
      },
      {
        title: 'a role that asks for another external ID',
        roleArn: role('eks-provision'),
        region: 'eu-central-1',
        field: 'Role ARN',
        says: 'it must name the External ID shown here.',
      },
      {
        title: 'a region that the account has not enabled',
        roleArn: role('eks-provision'),
        region: 'ap-east-1',
        field: 'Cluster Region',
        says: 'The region ap-east-1 is not enabled for account 111111111111. Choose another region',
      },
    ];

    for (const { title, roleArn, region, field, says } of REFUSALS) {
      it(`is said at its field: ${title}`, async () => {
        await workbench.field('Role ARN').fill(roleArn);
        await workbench.field('Cluster Region').fill(region);
        await workbench.button('Authenticate with AWS').click();
        await workbench.problem(field).filter({ hasText: says }).waitFor();
        await saysNothingElse(workbench);
        strictEqual(await workbench.field('Role ARN').inputValue(), roleArn);
        strictEqual(await workbench.field('Cluster Region').inputValue(), region);
      });
    }
  });
});

/** The sentence stands at its field: nothing pops up, and no page of ours ever shows where in the code it happened. */
async function saysNothingElse(workbench: Workbench): Promise<void> {
  strictEqual(await workbench.notifications.count(), 0);
  doesNotMatch(await workbench.form.locator('body').innerText(), /\n\s+at |Error:|undefined|\[object/);
}
