import { EKS_ROUTES } from '../eks/routes';
import { ec2Protocol } from './ec2-protocol';
import { jsonProtocol, restJsonProtocol } from './json-protocol';
import type { Protocol } from './protocol';
import { queryProtocol } from './query-protocol';

/** What each service speaks, by the name in the credential scope. */
const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  sts: queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/'),
  iam: queryProtocol('https://iam.amazonaws.com/doc/2010-05-08/'),
  cloudformation: queryProtocol('http://cloudformation.amazonaws.com/doc/2010-05-15/'),
  autoscaling: queryProtocol('http://autoscaling.amazonaws.com/doc/2011-01-01/'),
  ec2: ec2Protocol('http://ec2.amazonaws.com/doc/2016-11-15/'),
  ssm: jsonProtocol(),
  kms: jsonProtocol(),
  servicequotas: jsonProtocol(),
  ecr: jsonProtocol(),
  eks: restJsonProtocol(EKS_ROUTES),
};

/** The protocol of a service; of one that is not simulated, STS's, so that its client can at least read the error. */
export function protocolOf(service: string): Protocol {
  return PROTOCOLS[service] ?? queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/');
}
