import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { differentAccounts } from '../../../webview/state/accounts';
import { loaded } from '../../../webview/state/state';
import { AUTHENTICATED, FormDriver, OPENING, OTHER_ROLE, ROLE } from './form-driver';

const SERVICE_ROLE = 'arn:aws:iam::333333333333:role/eks-service';

const FIRST_LEVEL = [
  'listKubernetesVersions',
  'listServiceRoles',
  'listKeyPairs',
  'listVpcs',
  'listClusters',
  'listInstanceTypes',
];

describe('The form, authenticating', () => {
  it('asks for its opening, the caller and the regions side by side', () => {
    const form = new FormDriver().do({ type: 'pageOpened', unsaved: undefined });
    deepStrictEqual(form.asked, ['open', 'identify', 'suggestRegions']);
  });

  it('sends role and region without the space that was pasted around them', () => {
    const form = new FormDriver().open().edit('roleArn', ` ${ROLE}\n`).do({ type: 'authenticateClicked' });
    deepStrictEqual(form.newest('authenticate').params, { roleArn: ROLE, region: 'eu-central-1' });
  });

  it('asks for nothing and leads to the role ARN when that is none', () => {
    const form = new FormDriver().open().edit('roleArn', 'eks-provision').do({ type: 'authenticateClicked' });
    deepStrictEqual(form.asked, []);
    deepStrictEqual(form.focused, ['roleArn']);
    match(form.announced, /Role ARN must be a valid Amazon Resource Name/);
    strictEqual(form.kind('roleArn'), 'invalid');
  });

  it('is not sent twice while AWS has not answered', () => {
    const form = new FormDriver()
      .open()
      .do({ type: 'authenticateClicked' })
      .do({ type: 'authenticateClicked' });
    deepStrictEqual(form.effects, []);
  });

  it('loads all first lists at once', () => {
    deepStrictEqual(new FormDriver().open().authenticate().asked, FIRST_LEVEL);
  });

  it('loads the network of a VPC that was chosen earlier without waiting for the list of VPCs', () => {
    const draft = { ...OPENING.draft, vpcId: 'vpc-00000001' };
    const form = new FormDriver().open({ draft }).authenticate();
    deepStrictEqual(form.asked, [...FIRST_LEVEL, 'listSubnets', 'listSecurityGroups']);
  });

  it('continues with the session that the host still holds for this role and region', () => {
    const session = { roleArn: ROLE, authenticated: AUTHENTICATED };
    deepStrictEqual(new FormDriver().open({ session }).asked, FIRST_LEVEL);
  });

  it('does not continue with a session of another role', () => {
    const session = { roleArn: OTHER_ROLE, authenticated: AUTHENTICATED };
    deepStrictEqual(new FormDriver().open({ session }).asked, []);
  });

  it('asks again with what was refused, for the cloud team may have let the user in since', () => {
    const form = new FormDriver().open().do({ type: 'authenticateClicked' });
    form.refuse('authenticate', { field: 'roleArn', message: 'Access denied.' });
    form.do({ type: 'authenticateClicked' });
    deepStrictEqual(form.asked, ['authenticate']);
    strictEqual(form.kind('roleArn'), 'valid');
  });

  it('shows a refusal at its field until that field is edited', () => {
    const form = new FormDriver().open().do({ type: 'authenticateClicked' });
    form.refuse('authenticate', { message: 'Access denied.', remedy: 'Check it.', field: 'roleArn' });
    strictEqual(form.kind('roleArn'), 'invalid');
    deepStrictEqual(form.focused, ['roleArn']);
    match(form.announced, /Access denied\. Check it\./);
    form.edit('roleArn', OTHER_ROLE);
    strictEqual(form.kind('roleArn'), 'valid');
  });

  it('asks again what was refused: the role may trust the user by now', () => {
    const form = new FormDriver().open().do({ type: 'authenticateClicked' });
    form.refuse('authenticate', { field: 'roleArn' }).do({ type: 'authenticateClicked' });
    deepStrictEqual(form.asked, ['authenticate']);
  });

  it('drops the answer for a role that is no longer in the form', () => {
    const form = new FormDriver().open().do({ type: 'authenticateClicked' });
    const late = form.newest('authenticate');
    form.edit('roleArn', OTHER_ROLE).answer('authenticate', AUTHENTICATED, late);
    strictEqual(form.state.requests.authenticate.kind, 'idle');
    deepStrictEqual(form.asked, []);
  });

  it('says so as soon as a role of another account is typed, and no longer when it is of the user’s own', () => {
    const form = new FormDriver().open({ draft: { ...OPENING.draft, roleArn: '' } });
    form.answer('identify', { accountId: '123456789012', arn: 'arn:aws:iam::123456789012:user/dev' });
    strictEqual(differentAccounts(form.state), undefined);
    const apart = { base: '123456789012', cluster: '210987654321' };
    deepStrictEqual(differentAccounts(form.edit('roleArn', ` ${ROLE}`).state), apart);
    deepStrictEqual(differentAccounts(form.authenticate().state), apart);
    form.edit('roleArn', 'arn:aws:iam::123456789012:role/eks-provision');
    strictEqual(differentAccounts(form.state), undefined);
  });

  it('takes another External ID, and gives up the session that was opened with the old one', () => {
    const form = new FormDriver().open().authenticate();
    form.do({ type: 'identityChanged', externalId: 'of-the-cloud-team' });
    strictEqual(loaded(form.state.requests.open)?.externalId, 'of-the-cloud-team');
    strictEqual(form.state.requests.authenticate.kind, 'idle');
  });

  it('starts again when the base credentials have changed', () => {
    const form = new FormDriver().open().authenticate();
    form.do({ type: 'identityChanged', externalId: 'another' });
    deepStrictEqual(form.asked, ['identify', 'suggestRegions']);
    strictEqual(form.state.requests.authenticate.kind, 'idle');
    strictEqual(form.state.requests.listVpcs.kind, 'idle');
  });

  it('takes the roles that were made for the user, and keeps the service role when it is authenticated', () => {
    const form = new FormDriver().open().authenticate();
    form.do({ type: 'rolesCreated', roles: { provisionRoleArn: OTHER_ROLE, serviceRoleArn: SERVICE_ROLE } });
    strictEqual(form.state.draft.roleArn, OTHER_ROLE);
    strictEqual(form.state.requests.authenticate.kind, 'idle', 'the session was the other role’s');
    form.authenticate();
    const others = [ROLE, SERVICE_ROLE].map((arn) => ({ arn, name: arn, trustsEks: true }));
    form.answer('listServiceRoles', others);
    strictEqual(form.state.draft.serviceRoleArn, SERVICE_ROLE);
  });

  it('keeps the service role that was made, where another had been chosen for the same role before', () => {
    const form = new FormDriver().open().authenticate().edit('serviceRoleArn', ROLE).edit('keyPair', 'ops');
    form.edit('region', 'eu-west-1').edit('roleArn', OTHER_ROLE);
    form.do({ type: 'rolesCreated', roles: { provisionRoleArn: ROLE, serviceRoleArn: SERVICE_ROLE } });
    form.edit('region', 'eu-central-1').authenticate();
    deepStrictEqual([form.state.draft.serviceRoleArn, form.state.draft.keyPair], [SERVICE_ROLE, 'ops']);
  });
});
