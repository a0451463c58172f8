import { match, strictEqual } from 'node:assert/strict';
import { FormDriver } from './form-driver';

function authenticated(): FormDriver {
  return new FormDriver().open().authenticate().edit('instanceType', 'm5.large');
}

describe('The cost, for who cannot see it', () => {
  it('is said when a field that it depends on is finished, not at each key', () => {
    const form = authenticated().edit('nodeCount', '1').edit('nodeCount', '12');
    strictEqual(form.announced, '');
    strictEqual(form.settle('nodeCount').announced, 'Cost of the nodes: 12 × m5.large.');
    match(form.edit('compute', 'auto').settle('compute').announced, /^Cost of the nodes: None at first\./);
  });

  it('is that of the control plane when the version or its upgrade policy is chosen', () => {
    const form = authenticated().answer('listKubernetesVersions', [
      { version: '1.35', isDefault: true, support: 'standard' },
      { version: '1.34', isDefault: false, support: 'standard' },
    ]);
    const announced = form.edit('kubernetesVersion', '1.34').settle('kubernetesVersion').announced;
    match(announced, /^Cost of the control plane: \$0\.10 per hour/);
    match(form.edit('supportType', 'EXTENDED').settle('supportType').announced, /\$0\.60 per hour/);
  });

  it('gives way to what is wrong with the field', () => {
    match(authenticated().edit('nodeCount', '0').settle('nodeCount').announced, /^The node count must be/);
  });

  it('is not said for other fields', () => {
    strictEqual(authenticated().edit('name', 'shop').settle('name').announced, '');
  });
});
