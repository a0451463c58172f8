import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { Review } from '../../../src/protocol/messages';
import { reviewNote } from '../../../webview/state/review';
import { FormDriver, OPENING, SUBNETS } from './form-driver';

const COMPLETE = {
  ...OPENING.draft,
  name: 'shop',
  kubernetesVersion: '1.34',
  serviceRoleArn: 'arn:aws:iam::210987654321:role/eks-service',
  vpcId: 'vpc-00000001',
  subnetIds: SUBNETS.map(({ id }) => id),
  securityGroupId: 'sg-00000001',
  instanceType: 'm5.large',
};

const complete = () => new FormDriver().open({ draft: COMPLETE }).authenticate();
const choose = (form: FormDriver, what: Review) => form.do({ type: 'reviewClicked', what });

describe('Reviewing first', () => {
  for (const [what, says] of [
    ['template', /The template is open beside the form/],
    ['commands', /on the clipboard\. Run them as the provision role/],
  ] as const)
    it(`sends the draft and says where to look: ${what}`, () => {
      const form = choose(complete(), what);
      deepStrictEqual(form.newest('review').params, { draft: COMPLETE, what });
      match(form.answer('review', { kind: 'shown', what }).announced, says);
      match(reviewNote(form.state), says);
    });

  it('says nothing of it any more once something is edited', () => {
    const form = choose(complete(), 'template').answer('review', { kind: 'shown', what: 'template' });
    strictEqual(reviewNote(form.edit('name', 'other').state), '');
  });

  it('is possible in spite of what pre-flight finds', () => {
    const finding = { kind: 'failed', found: 'Full.', remedy: 'Choose others.', lists: [] } as const;
    const check = { id: 'subnets', title: 'Subnets', state: { kind: 'found', finding } } as const;
    const form = complete().do({ type: 'checksChanged', checks: [check] });
    deepStrictEqual(form.do({ type: 'createClicked' }).asked, []);
    deepStrictEqual(choose(form, 'template').asked, ['review']);
  });

  it('leads to the first problem, as creating does', () => {
    const form = choose(complete().edit('nodeCount', 'many').edit('name', ''), 'commands');
    deepStrictEqual([form.asked, form.focused], [[], ['name']]);
    match(form.announced, /^2 fields need attention/);
  });

  it('leads to authentication first', () => {
    deepStrictEqual(choose(new FormDriver().open({ draft: COMPLETE }), 'template').focused, ['authenticate']);
  });

  it('shows what only the host could find', () => {
    const problems = { subnetIds: { message: 'Gone.', remedy: 'Choose others.' } };
    const form = choose(complete(), 'template').answer('review', { kind: 'invalid', problems });
    deepStrictEqual([form.kind('subnetIds'), form.focused], ['invalid', ['subnetIds']]);
  });
});
