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

/**
 * User data for nodes of Bottlerocket, which joins by its settings. It would ask EKS itself for the address of the DNS
 * service, and falls back to a guess where it cannot. https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/
 */
export function bottlerocketSettings(): string {
  return [
    '[settings.kubernetes]',
    'cluster-name = "${ClusterName}"',
    'api-server = "${Cluster.Endpoint}"',
    'cluster-certificate = "${Cluster.CertificateAuthorityData}"',
    'cluster-dns-ip = "${ClusterDnsIp}"',
    '',
  ].join('\n');
}
