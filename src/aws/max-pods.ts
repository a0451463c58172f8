import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';

/**
 * Managed node groups go no higher, whatever addresses there are.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
 */
const [CEILING, CEILING_OF_MANY_VCPUS, MANY_VCPUS] = [110, 250, 30];

/** Pods of the host's network, which take no address: the network plugin itself and kube-proxy. */
const ON_HOST_NETWORK = 2;

/**
 * As AWS's own max-pods-calculator.sh has it: of the addresses of each network interface the first is the node's.
 * https://github.com/awslabs/amazon-eks-ami/blob/main/templates/al2/runtime/max-pods-calculator.sh
 * @returns `undefined` where EC2 does not say how many addresses there are
 */
export function maxPods({ NetworkInfo: network, VCpuInfo: cpu }: InstanceTypeInfo): number | undefined {
  const { DefaultNetworkCardIndex: index = 0, NetworkCards: cards = [] } = network ?? {};
  // The network plugin uses one card only. https://github.com/aws/amazon-vpc-cni-k8s/blob/master/scripts/gen_vpc_ip_limits.go
  const card = cards.find(({ NetworkCardIndex }) => NetworkCardIndex === index);
  const interfaces = card?.MaximumNetworkInterfaces ?? network?.MaximumNetworkInterfaces;
  const addresses = network?.Ipv4AddressesPerInterface;
  if (!interfaces || !addresses) return undefined;
  const ceiling = (cpu?.DefaultVCpus ?? 0) > MANY_VCPUS ? CEILING_OF_MANY_VCPUS : CEILING;
  return Math.min(interfaces * (addresses - 1) + ON_HOST_NETWORK, ceiling);
}
