import { deepStrictEqual, match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provisionPolicy } from '../../../src/core/policy';
import { COMPUTE_KINDS, type Compute } from '../../../src/core/cluster-form/cluster-spec';
import { defaultVariant, templateOf } from '../../../src/core/template';

/** Compares a policy with what the handlers of the CloudFormation registry ask for. */
const CHECK = fileURLToPath(
  new URL('../../fixtures/cloudformation-registry/checks/policy-coverage.mjs', import.meta.url),
);

/** What handlers could call in an update, and never do in ours: a stack is updated only to retry its creation. */
const NOT_IN_A_RETRY: Readonly<Record<string, string>> = {
  'eks:UpdateClusterVersion': 'the Kubernetes version stays',
  'eks:UpdateNodegroupVersion': 'the Kubernetes version stays',
  'eks:ListUpdates': 'the Kubernetes version stays',
  'eks:ActivateCertificateAuthority': 'certificate authorities are not replaced',
  'eks:UntagResource': 'tags stay',
  'autoscaling:DeleteTags': 'tags stay',
  'eks:UpdateAccessEntry': 'entries name neither groups nor users that could change',
  'eks:DisassociateAccessPolicy': 'entries keep their policies',
  'eks:UpdatePodIdentityAssociation': 'the EBS CSI driver role stays',
  'autoscaling:DisableMetricsCollection': 'groups collect no metrics',
  'autoscaling:DetachLoadBalancerTargetGroups': 'groups have no load balancers',
  'autoscaling:DetachLoadBalancers': 'groups have no load balancers',
  'autoscaling:DetachTrafficSources': 'groups have no load balancers',
  'autoscaling:StartInstanceRefresh': 'groups have no update policy that would replace instances',
  'autoscaling:CancelInstanceRefresh': 'groups have no update policy that would replace instances',
};

describe('The provision policy and the handlers of the CloudFormation registry', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policy-coverage-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const compute of COMPUTE_KINDS) {
    it(`agree on what creating, reading and deleting takes: ${compute}`, async () => {
      const { missing, summary } = await compare(compute, 'create,read,delete');
      match(summary, /^[1-9]\d* handler permissions checked, 0 missing$/);
      deepStrictEqual(missing, []);
    });
  }

  it('differ in an update by what a retry never does, and by nothing else', async () => {
    const found = await Promise.all(COMPUTE_KINDS.map((compute) => compare(compute, 'update')));
    const missing = new Set(found.flatMap((each) => each.missing));
    deepStrictEqual([...missing].sort(), Object.keys(NOT_IN_A_RETRY).sort());
  });

  it('differ where a cluster has other nodes than its policy is for', async () => {
    const { missing } = await compare('auto', 'create', 'managed');
    deepStrictEqual([...missing].sort(), [
      'iam:AddRoleToInstanceProfile',
      'iam:CreateInstanceProfile',
      'iam:DeleteInstanceProfile',
      'iam:GetInstanceProfile',
      'iam:RemoveRoleFromInstanceProfile',
      'iam:TagInstanceProfile',
    ]);
  });

  /** Actions that the policy lacks, as the check prints them. */
  async function compare(
    compute: Compute['kind'],
    handlers: string,
    policyOf: Compute['kind'] = compute,
  ): Promise<{ readonly missing: readonly string[]; readonly summary: string }> {
    const policy = provisionPolicy({
      compute: [policyOf],
      includeDelete: true,
      serviceRole: 'eks-service-role',
      provisionRole: 'eks-provision',
    });
    const template = join(folder, `${compute}-${handlers}.template.json`);
    const document = join(folder, `${compute}-${handlers}.policy.json`);
    await writeFile(template, JSON.stringify(templateOf(defaultVariant(compute))));
    await writeFile(document, JSON.stringify(policy));
    const lines = await linesOf(CHECK, [template, document, '--actions', handlers]);
    return {
      missing: lines.flatMap((line) => /^missing (\S+):/.exec(line)?.[1] ?? []),
      summary: lines.at(-1) ?? '',
    };
  }
});

function linesOf(script: string, args: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve) => {
    // It exits with 1 where something is missing.
    execFile(process.execPath, [script, ...args], (_error, stdout) => resolve(stdout.trim().split('\n')));
  });
}
