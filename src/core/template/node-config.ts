/**
 * User data for nodes of Amazon Linux 2023, where nodeadm joins the cluster by a NodeConfig; all four are required.
 * `Fn::Sub` fills it in. https://awslabs.github.io/amazon-eks-ami/nodeadm/
 */
export function nodeConfig(): string {
  return [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    'Content-Type: application/node.eks.aws',
    '',
    '---',
    'apiVersion: node.eks.aws/v1alpha1',
    'kind: NodeConfig',
    'spec:',
    '  cluster:',
    '    name: ${ClusterName}',
    '    apiServerEndpoint: ${Cluster.Endpoint}',
    '    certificateAuthority: ${Cluster.CertificateAuthorityData}',
    '    cidr: ${ServiceIpv4Cidr}',
    '',
    `--${BOUNDARY}--`,
    '',
  ].join('\n');
}

const BOUNDARY = '//';
