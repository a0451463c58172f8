import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { vcpuQuota } from '../../../src/core/preflight/vcpu-quotas';

const STANDARD = 'L-1216C47A';

describe('The quota that nodes count against', () => {
  for (const [type, code] of [
    ['m6i.large', STANDARD],
    ['t4g.medium', STANDARD],
    ['im4gn.large', STANDARD],
    ['is4gen.large', STANDARD],
    ['g5g.xlarge', 'L-DB2E81BA'],
    ['gr6.4xlarge', 'L-DB2E81BA'],
    ['vt1.3xlarge', 'L-DB2E81BA'],
    ['p5.48xlarge', 'L-417A185B'],
    ['x2idn.16xlarge', 'L-7295265B'],
    ['u-6tb1.56xlarge', 'L-43DA4232'],
    ['u7i-12tb.224xlarge', 'L-43DA4232'],
    ['inf2.xlarge', 'L-1945791B'],
    ['trn1.2xlarge', 'L-2C3B7624'],
    ['dl1.24xlarge', 'L-6E869C2A'],
    ['d3.xlarge', STANDARD],
  ] as const)
    it(`is ${code} for ${type}`, () =>
      deepStrictEqual(vcpuQuota(type, 'ON_DEMAND'), { service: 'ec2', code }));

  it('is another one for Spot Instances', () => {
    strictEqual(vcpuQuota('m6i.large', 'SPOT')?.code, 'L-34B43A08');
    strictEqual(vcpuQuota('hpc7a.12xlarge', 'SPOT'), undefined);
  });

  it('is not known for families that are none of EC2’s', () => {
    strictEqual(vcpuQuota('mac2.metal', 'ON_DEMAND'), undefined);
    strictEqual(vcpuQuota('', 'ON_DEMAND'), undefined);
  });
});
