import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { isProduction } from '../../../src/core/environments/is-production';
import { kubectlCommand } from '../../../src/core/environments/kubectl-command';
import { readDeployment } from '../../../src/core/environments/objects/workload';
import { ENTRY } from '../../fakes/entry';
import { deployment } from './recorded';

const place = { folder: 'file:///app', cluster: ENTRY, namespace: 'shop', environment: 'production' };
const workloads = [readDeployment(deployment())].filter((workload) => workload !== undefined);

describe('The kubectl command of a row', () => {
  it('lists what is in an environment', () => {
    strictEqual(
      kubectlCommand({ ...place, kind: 'environment' }, { workloads }),
      'kubectl --context demo --namespace shop get all',
    );
  });

  it('describes a workload or a pod', () => {
    const pod = { name: 'web-1', uid: '1' };
    deepStrictEqual(
      [
        kubectlCommand({ ...place, kind: 'app', app: 'web' }, { workloads }),
        kubectlCommand({ ...place, kind: 'pod', app: 'web', pod }, { workloads }),
      ],
      [
        'kubectl --context demo --namespace shop describe deployment/web',
        'kubectl --context demo --namespace shop describe pod/web-1',
      ],
    );
  });

  it('runs nothing that a name says', () => {
    const pod = { name: 'web; rm -rf ~', uid: '1' };
    strictEqual(
      kubectlCommand({ ...place, kind: 'pod', app: 'web', pod }, { workloads }),
      "kubectl --context demo --namespace shop describe 'pod/web; rm -rf ~'",
    );
  });
});

describe('Production', () => {
  for (const name of ['production', 'prod', 'Production', 'prod/eu', 'eu-live'])
    it(`is ${name}`, () => strictEqual(isProduction(name), true));
  for (const name of ['staging', 'review/product-page', 'delivery', 'reproduction'])
    it(`is not ${name}`, () => strictEqual(isProduction(name), false));
});
