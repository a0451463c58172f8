import type { KubeconfigEntry } from '../../../src/core/kubeconfig/index';

export const ARN = 'arn:aws:eks:eu-central-1:111122223333:cluster/shop';

/** An entry as the main job writes it. */
export const ENTRY: KubeconfigEntry = {
  clusterArn: ARN,
  contextName: 'shop',
  endpoint: 'https://0123.gr7.eu-central-1.eks.amazonaws.com',
  certificateAuthority: 'Q0VSVElGSUNBVEU=',
  user: {
    kind: 'aws-cli',
    awsCommand: '/usr/local/bin/aws',
    region: 'eu-central-1',
    clusterName: 'shop',
    profile: 'eks-clusters-111122223333-provision',
  },
};

export const SET_CURRENT = { setCurrentContext: true };
export const KEEP_CURRENT = { setCurrentContext: false };
