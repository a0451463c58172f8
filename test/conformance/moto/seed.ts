import { CreateKeyPairCommand } from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import type { SdkClients } from '../sdk-clients';

/** More roles than one page of ListRoles holds, as in our sandbox. */
const OTHER_ROLES = 120;

/** Puts into moto what our sandbox begins with, as far as the questions are about it. */
export async function seedMoto({ ec2, iam }: SdkClients): Promise<void> {
  await ec2.send(new CreateKeyPairCommand({ KeyName: 'developer' }));
  await createRole('eks-service-role', 'eks.amazonaws.com');
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: 'eks-service-role',
      PolicyArn: 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
    }),
  );
  for (let number = 0; number < OTHER_ROLES; number++)
    await createRole(`service-${number}`, 'ec2.amazonaws.com');

  async function createRole(name: string, service: string): Promise<void> {
    const trust = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: document }));
  }
}
