import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** The SDK's clients, for what our adapters have no use for. */
export interface SdkClients {
  readonly cloudFormation: CloudFormationClient;
  readonly ec2: EC2Client;
  readonly ecr: ECRClient;
  readonly eks: EKSClient;
  readonly iam: IAMClient;
  readonly sts: STSClient;
}

/** Clients that act as the role. */
export async function sdkClients(
  role: { readonly roleArn: string; readonly externalId: string; readonly sessionName: string },
  region: string,
): Promise<SdkClients> {
  const { Credentials: session } = await new STSClient({ region }).send(
    new AssumeRoleCommand({
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
      ExternalId: role.externalId,
    }),
  );
  const credentials = {
    accessKeyId: session?.AccessKeyId ?? '',
    secretAccessKey: session?.SecretAccessKey ?? '',
    sessionToken: session?.SessionToken,
  };
  const settings = { region, credentials };
  return {
    cloudFormation: new CloudFormationClient(settings),
    ec2: new EC2Client(settings),
    ecr: new ECRClient(settings),
    eks: new EKSClient(settings),
    iam: new IAMClient(settings),
    sts: new STSClient(settings),
  };
}
