import { autoScalingGroupHandler } from './autoscaling-group';
import { accessEntryHandler } from './eks-access-entry';
import { addonHandler } from './eks-addon';
import { clusterHandler } from './eks-cluster';
import { nodegroupHandler } from './eks-nodegroup';
import { podIdentityHandler } from './eks-pod-identity';
import { launchTemplateHandler } from './ec2-launch-template';
import { instanceProfileHandler } from './iam-instance-profile';
import { roleHandler } from './iam-role';
import type { ResourceHandler } from './handler';

/** The resource types that the simulated CloudFormation can create. */
export const HANDLERS: Readonly<Record<string, ResourceHandler>> = {
  'AWS::AutoScaling::AutoScalingGroup': autoScalingGroupHandler,
  'AWS::EC2::LaunchTemplate': launchTemplateHandler,
  'AWS::EKS::AccessEntry': accessEntryHandler,
  'AWS::EKS::Addon': addonHandler,
  'AWS::EKS::Cluster': clusterHandler,
  'AWS::EKS::Nodegroup': nodegroupHandler,
  'AWS::EKS::PodIdentityAssociation': podIdentityHandler,
  'AWS::IAM::InstanceProfile': instanceProfileHandler,
  'AWS::IAM::Role': roleHandler,
};

/** The handler of a type that the template was checked for. */
export function handlerOf(type: string): ResourceHandler {
  const handler = HANDLERS[type];
  if (!handler) throw new Error(`No handler for ${type}: the template's check let it pass`);
  return handler;
}
