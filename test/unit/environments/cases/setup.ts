import { event, waiting } from '../recorded';
import { type FailureCase, web } from './case';

const creating = (reason: string, message: string) =>
  web({ state: waiting('ContainerCreating') }, event(reason, message));

/** The kubelet, before any container. */
export const SETUP_CASES: readonly FailureCase[] = [
  {
    code: 'mounted-object-missing',
    says: /mounts the Secret tls/,
    objects: creating('FailedMount', 'MountVolume.SetUp failed for volume "tls" : secret "tls" not found'),
  },
  {
    code: 'mounted-object-missing',
    says: /mounts the ConfigMap conf/,
    objects: creating(
      'FailedMount',
      'MountVolume.SetUp failed for volume "conf" : configmap "conf" not found',
    ),
  },
  {
    code: 'mounted-key-missing',
    says: /mounts the key nginx.conf/,
    objects: creating(
      'FailedMount',
      'MountVolume.SetUp failed for volume "conf" : configmap references non-existent config key: nginx.conf',
    ),
  },
  {
    code: 'volume-in-use',
    says: /pvc-1 is still attached/,
    objects: creating(
      'FailedAttachVolume',
      'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-v0-b',
    ),
  },
  {
    code: 'no-addresses',
    says: /no IP address left/,
    objects: creating(
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "1": plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
    ),
  },
  {
    code: 'network-plugin',
    says: /cannot give the pod a network/,
    objects: creating(
      'NetworkNotReady',
      'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
    ),
  },
  {
    code: 'volume-attach',
    says: /cannot be mounted/,
    objects: creating(
      'FailedAttachVolume',
      'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal desc = Could not attach volume "vol-1" to node "i-1"',
    ),
  },
  {
    code: 'sandbox',
    says: /cannot set up the pod/,
    objects: creating('FailedCreatePodSandBox', 'Failed to create pod sandbox: strange'),
  },
];
