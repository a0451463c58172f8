import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  HANDLER_PERMISSIONS,
  type HandlerPermission,
} from '../../sandbox/cloudformation/handler-permissions';
import { HANDLERS } from '../../sandbox/cloudformation/handlers/registry';
import { targetsOf } from '../../sandbox/cloudformation/permission-targets';
// Taken from the schemas of the CloudFormation registry (awscc v1.97.0).
import schemas from '../../fixtures/cfn-handler-permissions.json';

type SchemaName = keyof typeof schemas;

/** The schemas themselves, as the registry publishes them. */
const REGISTRY = fileURLToPath(
  new URL('../../fixtures/cloudformation-registry/cfn-schemas', import.meta.url),
);

describe('what CloudFormation’s handlers need', () => {
  it('is written down as the schemas of the registry have it', async () => {
    for (const [type, known] of Object.entries(schemas)) {
      const schema = await readSchema(type);
      const handlers = Object.keys(known.handlers) as (keyof typeof known.handlers)[];
      for (const handler of handlers) {
        const permissions = schema.handlers[handler]?.permissions ?? [];
        assert.deepEqual(known.handlers[handler], [...new Set(permissions)].sort(), `${type} ${handler}`);
      }
      assert.deepEqual(known.required, (schema.required ?? []).toSorted(), type);
      assert.deepEqual(known.properties, Object.keys(schema.properties).sort(), type);
    }
  });

  for (const [type, handler] of Object.entries(HANDLERS)) {
    const schema = schemas[type as SchemaName];
    const readOnly: readonly string[] = schema.readOnly;

    for (const operation of ['create', 'read', 'delete'] as const) {
      it(`is what the registry says: ${operation} of ${type}`, () => {
        const actions = HANDLER_PERMISSIONS[type]?.[operation].map(actionOf) ?? [];
        assert.deepEqual(actions.toSorted(), schema.handlers[operation]);
      });
    }

    it(`is what the registry says: update of ${type}, where it can be updated here`, () => {
      const known = HANDLER_PERMISSIONS[type]?.update;
      assert.equal(known !== undefined, handler.update !== undefined);
      const registry = 'update' in schema.handlers ? schema.handlers.update : [];
      if (known) assert.deepEqual(known.map(actionOf).toSorted(), registry);
    });

    it(`checks the properties that the registry knows: ${type}`, () => {
      const { required, properties, attributes } = handler.schema;
      assert.deepEqual(required.toSorted(), schema.required);
      assert.deepEqual(
        properties.toSorted(),
        schema.properties.filter((property) => !readOnly.includes(property)),
      );
      assert.deepEqual(attributes.toSorted(), schema.readOnly);
    });
  }

  it('depends on the feature where a feature asks for it', () => {
    const permission = { action: 'kms:CreateGrant', when: 'customer-managed key' } as const;
    const key = 'arn:aws:kms:eu-central-1:222222222222:key/k';
    assert.deepEqual(targetsOf(permission, { arn: 'arn:cluster' }), []);
    assert.deepEqual(
      targetsOf(permission, { arn: 'arn:cluster', keyArn: key, features: ['customer-managed key'] }),
      [['kms:CreateGrant', { resource: key, context: { 'kms:GrantIsForAWSResource': 'true' } }]],
    );
  });

  it('is asked for everything that launching an instance touches', () => {
    const launchesIn = { partition: 'aws', accountId: '222222222222', region: 'eu-central-1' };
    const found = targetsOf('ec2:RunInstances', { arn: 'arn:nodegroup', launchesIn });
    assert.deepEqual(
      found.map(([, { resource }]) => resource.split(':').slice(4).join(':')),
      [
        ':image/*',
        '222222222222:instance/*',
        '222222222222:network-interface/*',
        '222222222222:security-group/*',
        '222222222222:subnet/*',
        '222222222222:volume/*',
      ],
    );
  });

  it('is asked for each policy that a role gets, by its ARN', () => {
    const facts = { arn: 'arn:role', managedPolicyArns: ['arn:one', 'arn:two'] };
    assert.deepEqual(targetsOf('iam:AttachRolePolicy', facts), [
      ['iam:AttachRolePolicy', { resource: 'arn:role', context: { 'iam:PolicyARN': 'arn:one' } }],
      ['iam:AttachRolePolicy', { resource: 'arn:role', context: { 'iam:PolicyARN': 'arn:two' } }],
    ]);
  });
});

function actionOf(permission: HandlerPermission): string {
  return typeof permission === 'string' ? permission : permission.action;
}

interface RegistrySchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly handlers: Readonly<Record<string, { readonly permissions: readonly string[] }>>;
}

async function readSchema(type: string): Promise<RegistrySchema> {
  const text = await readFile(join(REGISTRY, `${type.replaceAll('::', '_')}.json`), 'utf8');
  return JSON.parse(text) as RegistrySchema;
}
