import { deepStrictEqual, doesNotMatch, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { clusterScript, clusterTemplate } from '../../../src/core/iam-export/cluster-documents';
import type { ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import { AUTO, PROVISION_ROLE, SELF_MANAGED, SPEC } from '../../fakes/cluster-spec';

function planned(spec: ClusterSpec) {
  const role = { roleArn: PROVISION_ROLE, region: 'eu-central-1', base: { kind: 'default' } } as const;
  return { spec, role, accountId: '222222222222' };
}

const script = (change: Partial<ClusterSpec> = {}) => clusterScript(planned({ ...SPEC, ...change })).text;

describe('The script that creates a cluster', () => {
  for (const spec of [SPEC, AUTO, SELF_MANAGED])
    it(`is read by sh without complaint: ${spec.compute.kind}`, function () {
      if (process.platform === 'win32') this.skip();
      execFileSync('sh', ['-n'], { input: clusterScript(planned(spec)).text });
    });

  it('holds the template that is shown', () => {
    const { text } = clusterTemplate(planned(SPEC));
    ok(script().includes(`<<'TEMPLATE'\n${text}TEMPLATE\n`));
  });

  it('says what becomes of a stack that fails, in one way or the other', () => {
    match(script(), /^ {2}--disable-rollback$/m);
    match(script({ onFailure: 'delete' }), /^ {2}--on-failure DELETE$/m);
    doesNotMatch(script({ onFailure: 'delete' }), /--disable-rollback/);
  });

  it('has the user’s tags, and none of those by which the extension knows its own stacks', () => {
    doesNotMatch(script(), /--tags/);
    const [, tags = ''] = /--tags '([^']*)'/.exec(script({ tags: { team: 'shop' } })) ?? [];
    deepStrictEqual(JSON.parse(tags), [{ Key: 'team', Value: 'shop' }]);
    doesNotMatch(script(), /eks-clusters:operation/);
  });

  it('expands nothing that was typed', () => {
    const text = script({ keyPair: "'$(touch /tmp/x)`id`'" });
    ok(text.includes(String.raw`"ParameterValue":"'\''$(touch /tmp/x)` + '`id`' + String.raw`'\''"`));
  });
});
