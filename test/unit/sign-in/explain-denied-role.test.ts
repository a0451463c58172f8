import { doesNotMatch, match, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findingsIn, mergeFindings, type Findings } from '../../../src/core/sign-in/assume-role-findings';
import { explainDeniedRole } from '../../../src/core/sign-in/explain-denied-role';

const CALLER = 'arn:aws:iam::111111111111:user/dev';
const ROLE = 'arn:aws:iam::111111111111:role/provision';
const PLAIN = `User: ${CALLER} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
const DENIED = { caller: CALLER, accountId: '111111111111', role: ROLE, detail: PLAIN };

const RIGHT: Findings = { caller: 'allowed', role: 'there', trust: 'trusted' };
const UNKNOWN: Findings = { caller: 'unknown', role: 'unknown', trust: 'unknown' };

describe('A role that AWS denies', () => {
  const FAILED: readonly (readonly [failed: Partial<Findings>, code: string])[] = [
    [{ caller: 'notAllowed' }, 'caller-not-allowed'],
    [{ caller: 'denied' }, 'denied-explicitly'],
    [{ caller: 'deniedByOrganization' }, 'denied-by-organization'],
    [{ caller: 'outsideBoundary' }, 'denied-by-boundary'],
    [{ caller: 'deniedBySession' }, 'denied-by-session-policy'],
    [{ caller: 'deniedByEndpoint' }, 'denied-by-endpoint'],
    [{ role: 'missing', trust: 'unknown' }, 'role-missing'],
    [{ trust: 'otherAccount' }, 'role-trusts-other-account'],
    [{ trust: 'otherIdentity' }, 'role-trusts-others'],
    [{ trust: 'otherExternalId' }, 'role-asks-other-external-id'],
    [{ trust: 'moreConditions' }, 'role-asks-more'],
    [{ trust: 'refused' }, 'role-trust-refuses'],
  ];
  for (const [failed, code] of FAILED) {
    it(`is explained by the check that failed: ${Object.values(failed).join(', ')}`, () => {
      strictEqual(explainDeniedRole({ ...RIGHT, ...failed }, DENIED).code, code);
      strictEqual(explainDeniedRole({ ...UNKNOWN, ...failed }, DENIED).code, code);
    });
  }

  it('is explained by the first check that failed, in AWS’s order', () => {
    const all: Findings = { caller: 'notAllowed', role: 'missing', trust: 'otherExternalId' };
    strictEqual(explainDeniedRole(all, DENIED).code, 'caller-not-allowed');
    strictEqual(explainDeniedRole({ ...all, caller: 'allowed' }, DENIED).code, 'role-missing');
  });

  it('leaves to look at what could not be looked at', () => {
    const { code, message, remedy } = explainDeniedRole(UNKNOWN, DENIED);
    strictEqual(code, 'role-not-assumable');
    strictEqual(message, `Access denied: ${CALLER} is not allowed to assume ${ROLE}. AWS gives no reason.`);
    match(remedy, /check that your policies allow sts:AssumeRole/);
    match(remedy, /; the role exists;/);
    match(remedy, /its trust relationship includes account 111111111111 and the External ID/);
  });

  it('does not send anybody to look at what was found in order', () => {
    const { remedy } = explainDeniedRole({ ...RIGHT, trust: 'unknown' }, DENIED);
    match(remedy, /^Your policies allow it\. The role exists\./);
    doesNotMatch(remedy, /check that your policies|; the role exists|that the role exists/);
    match(explainDeniedRole(RIGHT, DENIED).remedy, /can take a minute to propagate in AWS, so try again/);
  });

  it('is denied to every root user, whatever the checks say', () => {
    const root = { ...DENIED, caller: 'arn:aws:iam::111111111111:root' };
    strictEqual(explainDeniedRole(UNKNOWN, root).code, 'caller-is-root');
  });
});

describe('What AWS gives away of a role that it denies', () => {
  it('is nothing in the sentence that it has for strangers', () => {
    strictEqual(JSON.stringify(findingsIn(PLAIN)), JSON.stringify(UNKNOWN));
  });

  it('is that the role is there, where its trust refuses', () => {
    const told = findingsIn(
      `User: ${CALLER} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
    );
    strictEqual(told.role, 'there');
    strictEqual(explainDeniedRole(told, DENIED).code, 'role-trust-refuses');
    const seen: Findings = { ...RIGHT, trust: 'otherExternalId' };
    strictEqual(explainDeniedRole(mergeFindings(told, seen), DENIED).code, 'role-asks-other-external-id');
  });

  it('counts for the caller’s policies more than a simulation, which knows no session policy', () => {
    const told = findingsIn(`${PLAIN} with an explicit deny in a session policy`);
    strictEqual(explainDeniedRole(mergeFindings(told, RIGHT), DENIED).code, 'denied-by-session-policy');
  });

  describe('with more than sts:AssumeRole', () => {
    const of = (action: string, why = '') => ({
      ...DENIED,
      detail: `User: ${CALLER} is not authorized to perform: ${action} on resource: ${ROLE}${why}`,
    });
    const noPolicy = (action: string) => ` because no identity-based policy allows the ${action} action`;

    it('is explained by the tags that the caller’s session passes on', () => {
      const detail = readFileSync('test/fixtures/aws-cases/15-tag-session/input.txt', 'utf8').trim();
      const denied = { ...DENIED, detail };
      const { code, message, remedy } = explainDeniedRole(findingsIn(detail), denied);
      strictEqual(code, 'session-tags-not-allowed');
      match(message, /passes on session tags, and sts:TagSession on \S+ is not allowed/);
      match(remedy, /sts:TagSession .* trust relationship and in your own policy/);
      doesNotMatch(`${message} ${remedy}`, /AWS does not say why|allows sts:AssumeRole/);
    });

    for (const [action, code] of [
      ['sts:TagSession', 'session-tags-not-allowed'],
      ['sts:SetSourceIdentity', 'source-identity-not-allowed'],
      ['sts:SetContext', 'session-context-not-allowed'],
    ] as const)
      it(`is explained by ${action} whether or not AWS says why, and whatever else is in order`, () => {
        for (const denied of [of(action), of(action, noPolicy(action))])
          for (const seen of [RIGHT, UNKNOWN]) {
            const findings = mergeFindings(findingsIn(denied.detail), seen);
            strictEqual(explainDeniedRole(findings, denied).code, code);
          }
      });

    it('is explained by the policy that forbids it, where one does', () => {
      const scp = of('sts:TagSession', ' with an explicit deny in a service control policy');
      strictEqual(explainDeniedRole(findingsIn(scp.detail), scp).code, 'denied-by-organization');
      const unnamed = of('sts:TagSession', ' with an explicit deny');
      strictEqual(explainDeniedRole(findingsIn(unnamed.detail), unnamed).code, 'denied-explicitly');
    });

    it('names the action that no policy allows', () => {
      const denied = of('sts:AssumeRoleWithSAML', noPolicy('sts:AssumeRoleWithSAML'));
      const { message } = explainDeniedRole(findingsIn(denied.detail), denied);
      match(message, /no policy of \S+ allows sts:AssumeRoleWithSAML on /);
    });
  });

  it('is forbidden where AWS says so without naming the policy', () => {
    const detail = `${PLAIN} with an explicit deny`;
    strictEqual(explainDeniedRole(findingsIn(detail), { ...DENIED, detail }).code, 'denied-explicitly');
  });
});
