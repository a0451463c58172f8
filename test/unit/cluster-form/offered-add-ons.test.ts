import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import { metricsServerOffer } from '../../../src/core/cluster-form/offered-add-ons';
import { readDraft } from '../../../src/core/cluster-form/read-draft';
import { toSpec } from '../../../src/core/cluster-form/validate';
import { DRAFT, FACTS } from './draft';

const OTHERS = ['eks-pod-identity-agent', 'aws-ebs-csi-driver'];

describe('The add-on metrics-server', () => {
  const addOns = (draft: Partial<Draft>, offersMetricsServer = true) => {
    const version = { version: '1.35', isDefault: true, support: 'standard', offersMetricsServer } as const;
    return toSpec({ ...DRAFT, ...draft }, { ...FACTS, kubernetesVersions: [version] }).addOns;
  };

  it('is a default add-on of nodes of your own, managed or not', () => {
    for (const compute of ['managed', 'self-managed'] as const)
      deepStrictEqual(addOns({ compute }), [...OTHERS, 'metrics-server']);
  });

  it('is left out for a version that EKS does not have it for', () => {
    deepStrictEqual(addOns({}, false), OTHERS);
    deepStrictEqual(addOns({ compute: 'auto', autoAddOns: ['metrics-server'] }, false), []);
  });

  it('is left out where EKS did not say, be it of the version or of all', () => {
    const unknown = toSpec(DRAFT, { ...FACTS, kubernetesVersions: undefined });
    deepStrictEqual(unknown.addOns, OTHERS);
    const typed = toSpec({ ...DRAFT, kubernetesVersion: '1.99' }, FACTS);
    deepStrictEqual(typed.addOns, OTHERS);
    const [version] = FACTS.kubernetesVersions;
    const unsaid = version && { ...version, offersMetricsServer: undefined };
    strictEqual(metricsServerOffer(DRAFT, { kubernetesVersions: unsaid && [unsaid] }), 'unknown');
  });

  it('is offered for version numbers with space around them, as they are pasted', () => {
    strictEqual(metricsServerOffer({ kubernetesVersion: ' 1.35\n' }, FACTS), 'offered');
  });

  it('is installed in Auto Mode only if it was chosen there', () => {
    deepStrictEqual(addOns({ compute: 'auto' }), []);
    deepStrictEqual(addOns({ compute: 'auto', autoAddOns: ['metrics-server'] }), ['metrics-server']);
  });

  it('stays as it was in a draft that was saved before it became a default', () => {
    const read = readDraft({ ...DRAFT, addOns: OTHERS, autoAddOns: undefined });
    deepStrictEqual(addOns(read), OTHERS);
    deepStrictEqual(read.autoAddOns, EMPTY_DRAFT.autoAddOns);
  });
});
