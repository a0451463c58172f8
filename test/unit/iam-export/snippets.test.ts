import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { snippets, type Snippet } from '../../../src/core/iam-export/snippets';
import { withPermissions } from '../../../src/core/iam-export/permission-table';
import { assumeRolePolicy, provisionPolicy, provisionTrust } from '../../../src/core/policy';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';

const ROOT = join(__dirname, '../../..');

/** What VS Code inserts when nothing is typed over the tab stops. */
function inserted({ body }: Snippet): unknown {
  return JSON.parse(body.join('\n').replaceAll(/\$\{\d+:([^}]*)\}/g, '$1'));
}

describe('The snippets', () => {
  const byPrefix = new Map(Object.values(snippets()).map((snippet) => [snippet.prefix, snippet]));

  it('are the documents that the command writes', () => {
    const documents = {
      'eks-provision-policy': provisionPolicy({
        compute: COMPUTE_KINDS,
        includeDelete: true,
        provisionRole: 'eks-provision',
        serviceRole: 'eks-service-role',
      }),
      'eks-provision-trust': provisionTrust({
        accountId: 'YOUR-ACCOUNT-ID',
        externalId: 'YOUR-EXTERNAL-ID',
      }),
      'eks-assume-role-policy': assumeRolePolicy({
        accountId: 'YOUR-ACCOUNT-ID',
        rolePrefix: 'eks-provision',
      }),
    };
    deepStrictEqual([...byPrefix.keys()].sort(), Object.keys(documents).sort());
    for (const [prefix, document] of Object.entries(documents))
      deepStrictEqual(inserted(byPrefix.get(prefix)!), JSON.parse(JSON.stringify(document)), prefix);
  });

  it('ask once for a value that occurs in many places', () => {
    const { body } = byPrefix.get('eks-provision-policy')!;
    match(body.join('\n'), /:\$\{1:\*\}:role\/\$\{4:eks-service-role\}/);
    deepStrictEqual([...new Set(body.join('\n').match(/\$\{\d+:[^}]*\}/g))].sort(), [
      '${1:*}',
      '${2:*}',
      '${3:eks-provision}',
      '${4:eks-service-role}',
    ]);
  });
});

describe('The table of permissions for cloud teams', () => {
  it('lists what the policy is generated from; `npm run readme` updates it', () => {
    const document = readFileSync(join(ROOT, 'docs/user/iam.md'), 'utf8');
    strictEqual(document, withPermissions(document));
  });
});
