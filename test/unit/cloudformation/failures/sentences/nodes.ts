import { awsCase } from '../../../../fixtures/aws-case';
import { handler, issue, type Sentence } from './sentence';

/** Verbatim where a place is given; otherwise put together from the service’s documentation. */
export const NODES: readonly Sentence[] = [
  {
    // https://github.com/eksctl-io/eksctl/issues/8446
    text: (awsCase('01-instance-metadata-tags') as { failure: string }).failure,
    id: 'tags-in-metadata',
    cause: /k8s\.io\/cluster-autoscaler\/enabled/,
    remedy: /^Turn off Access to tags in instance metadata/,
  },
  {
    number: 12, // https://github.com/aws-samples/amazon-eks-ami-rhel/issues/11
    text: issue('NodeCreationFailure', 'Instances failed to join the kubernetes cluster'),
    id: 'nodes-not-joined',
    cause: /could not join the cluster/,
    remedy: /route to the internet/,
    field: 'subnetIds',
  },
  {
    number: 12, // https://github.com/aws/aws-cdk/issues/17556
    text: 'Nodegroup ClusterNodegroupDefaultCapa-cSKLvWa4Tbo3 failed to stabilize: [{Code: NodeCreationFailure,Message: Instances failed to join the kubernetes cluster,ResourceIds: [i-02d2213bead380a29, i-0917ddef8f04b94b8]}]',
    id: 'nodes-not-joined',
    cause: /could not join the cluster/,
    remedy: /DNS/,
    field: 'subnetIds',
  },
  {
    number: 23, // the message: https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3003
    text: issue(
      'InsufficientNumberOfReplicas',
      "The add-on is unhealthy because it doesn't have the desired number of replicas.",
      '',
    ),
    id: 'addon-without-nodes',
    cause: /No ready node/,
    remedy: /kubectl get nodes/,
    field: 'nodeCount',
  },
  {
    text: "The key pair 'demo-key' does not exist (Service: Ec2, Status Code: 400)",
    id: 'key-pair-missing',
    cause: /key pair demo-key does not exist/,
    remedy: /another key pair, or none/,
    field: 'keyPair',
  },
  {
    // https://github.com/aws-samples/amazon-ec2-gitlab-runner/issues/4
    text: 'Received 0 SUCCESS signal(s) out of 1. Unable to satisfy 100% MinSuccessfulInstancesPercent requirement',
    id: 'launch-failed',
    cause: /could not be launched/,
    remedy: /activity of the Auto Scaling group/,
    field: 'instanceType',
  },
  {
    text: handler(
      'Conflicts found when trying to apply. Will not continue due to resolve conflicts mode. Conflicts: ConfigMap kube-proxy-config - .data.config',
    ),
    id: 'addon-conflict',
    cause: /changed by another user or program/,
    remedy: /remove the add-on/,
    field: 'addOns',
  },
  {
    text: 'The specified launch template, with template ID lt-0a1b2c3d, does not exist.',
    id: 'launch-template',
    cause: /launch template was deleted/,
    remedy: /create the cluster again/,
  },
  {
    text: "InvalidAMIID.NotFound - The image id '[ami-0a1b2c3d]' does not exist",
    id: 'image-missing',
    cause: /no image/,
    remedy: /another Kubernetes version/,
    field: 'kubernetesVersion',
  },
  {
    text: handler('Label cannot contain reserved prefixes [kubernetes.io/, k8s.io/, eks.amazonaws.com/]'),
    id: 'labels',
    cause: /reserved for EKS: kubernetes\.io\/, k8s\.io\/, eks\.amazonaws\.com\/\./,
    remedy: /Correct the labels/,
    field: 'labels',
  },
];
