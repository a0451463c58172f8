import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { COMPUTE_KINDS, type ClusterSpec, type Compute } from '../../../src/core/cluster-form/cluster-spec';
import {
  ADMIN_ACCESS,
  defaultVariant,
  resourceLabel,
  templateBody,
  templateOf,
  templateResources,
} from '../../../src/core/template';
import { plan, properties } from './planned';
import { AUTO, SELF_MANAGED, SPEC } from '../../fakes/cluster-spec';

const SPECS: { readonly [C in Compute['kind']]: ClusterSpec } = {
  managed: SPEC,
  auto: AUTO,
  'self-managed': SELF_MANAGED,
};

for (const kind of COMPUTE_KINDS) {
  const spec = SPECS[kind];

  describe(`Any template, and so that of ${kind}`, () => {
    it('is small enough to be sent in the request itself', () => {
      ok(Buffer.byteLength(templateBody(defaultVariant(kind))) <= 51_200);
    });

    it('names everything that it makes, the access entry among it, in words', () => {
      const resources = templateResources(defaultVariant(kind));
      strictEqual(resources.get(ADMIN_ACCESS), 'AWS::EKS::AccessEntry');
      for (const logicalId of resources.keys()) notStrictEqual(resourceLabel(logicalId), logicalId);
    });

    it('uses every parameter and every condition that it declares', () => {
      const template = templateOf(defaultVariant(kind));
      const rest = JSON.stringify([template.Conditions, template.Resources]);
      for (const parameter of Object.keys(template.Parameters))
        ok(rest.includes(`{"Ref":"${parameter}"}`) || rest.includes('${' + parameter + '}'), parameter);
      for (const condition of Object.keys(template.Conditions))
        ok(rest.includes(`{"Fn::If":["${condition}"`), condition);
    });

    it('takes partition and DNS suffix from CloudFormation', () => {
      const made = (logicalId: string) => JSON.stringify(properties(logicalId, spec));
      match(made('AdminAccess'), /"arn:aws-cn:eks::aws:cluster-access-policy\/AmazonEKSClusterAdminPolicy"/);
      match(made('NodeRole'), /"ec2\.amazonaws\.com\.cn".*"arn:aws-cn:iam::aws:policy\//);
      strictEqual(templateBody(defaultVariant(kind)).includes('arn:aws:'), false);
      for (const principal of templateBody(defaultVariant(kind)).match(/[a-z.]+amazonaws\.com/g) ?? [])
        strictEqual(principal, 'pods.eks.amazonaws.com');
    });

    it('puts out what the original does, and whose cluster it is', () => {
      const outputs = plan(spec).outputs({ ref: (id) => id, attribute: (id, name) => `${id}.${name}` });
      deepStrictEqual(Object.fromEntries(outputs.map(({ key, value }) => [key, value])), {
        ClusterArn: 'Cluster.Arn',
        ClusterEndpoint: 'Cluster.Endpoint',
        ClusterCertificate: 'Cluster.CertificateAuthorityData',
        ClusterSecurityGroupId: 'Cluster.ClusterSecurityGroupId',
        NodeInstanceRole: 'NodeRole.Arn',
      });
    });
  });
}

describe('A resource that we did not make', () => {
  it('is called by its logical ID', () => {
    strictEqual(resourceLabel('Foreign'), 'Foreign');
  });
});
