import * as l10n from '@vscode/l10n';
import { parseArn, parseRoleArn } from '../arn';
import { partitionOf } from '../partitions';
import { isPrincipalArn } from './administrators';
import { isAligned, parseCidr } from './ipv4';
import { excerpt, linesOf, pairsOf, twice } from './parse-lines';
import { reservedRangeOf } from './reserved-ranges';
import { reservedRoleProblem } from './reserved-roles';
import type { Rule } from './rule';

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
const MOST_PUBLIC_CIDRS = 40;

/** CloudFormation gives a stack 50, and two are ours. */
const MOST_TAGS = 48;
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Tag.html */
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const MOST_ADMINISTRATORS = 20;

export const publicCidrs: Rule = ({ publicCidrs: typed, endpointAccess }) => {
  if (endpointAccess === 'private') return undefined;
  const cidrs = cidrsOf(typed);
  const remedy = l10n.t(
    'Enter one block per line, such as {0}, or nothing to allow all addresses.',
    '203.0.113.0/24',
  );
  if (cidrs.length > MOST_PUBLIC_CIDRS)
    return { message: l10n.t('EKS accepts at most {0} blocks.', MOST_PUBLIC_CIDRS), remedy };
  const bad = cidrs.find((cidr) => {
    const range = parseCidr(cidr);
    return !range || !isAligned(range);
  });
  if (bad !== undefined) return { message: l10n.t('{0} is not an IPv4 CIDR block.', excerpt(bad)), remedy };
  const [reserved] = cidrs.flatMap((cidr) => {
    const range = parseCidr(cidr);
    const block = range && reservedRangeOf(range);
    return block === undefined ? [] : [{ cidr, block }];
  });
  if (reserved)
    return {
      message: l10n.t(
        '{0} is in the reserved range {1}. EKS only accepts internet addresses here.',
        reserved.cidr,
        reserved.block,
      ),
      remedy: l10n.t('Enter your public address. For access from your VPC, turn on the private endpoint.'),
    };
  const double = twice(cidrs);
  return double === undefined ? undefined : { message: l10n.t('{0} is entered twice.', double), remedy };
};

export function cidrsOf(text: string): readonly string[] {
  return linesOf(text, /[\s,]+/);
}

export const kmsKeyArn: Rule = ({ kmsKeyArn: typed, region }) => {
  if (typed === '') return undefined;
  const remedy = l10n.t('Copy the ARN of a symmetric key in this region from its page in the KMS console.');
  const arn = parseArn(typed);
  if (arn?.service !== 'kms' || !/^\d+$/.test(arn.accountId) || !/^key\/[\w-]{1,128}$/.test(arn.resource))
    return {
      message:
        arn?.service === 'kms' && arn.resource.startsWith('alias/')
          ? l10n.t('This is the ARN of an alias, not of the key itself.')
          : l10n.t('{0} is not the ARN of a KMS key.', excerpt(typed)),
      remedy,
    };
  const isOfPartition = arn.partition === (partitionOf(arn.region) ?? arn.partition);
  if (!isOfPartition) return { message: l10n.t('{0} is not the ARN of a KMS key.', excerpt(typed)), remedy };
  if (region === '' || arn.region === region) return undefined;
  return {
    message: l10n.t('The key is in {0}, but the cluster would be in {1}.', arn.region, region),
    remedy,
  };
};

/**
 * EKS refuses `STANDARD` for a version that has left standard support; choosing extended support means agreeing to its
 * price.
 */
export const supportType: Rule = ({ supportType: chosen, kubernetesVersion }, { kubernetesVersions }) => {
  const known = kubernetesVersions?.find(({ version }) => version === kubernetesVersion);
  if (chosen === 'EXTENDED' || known?.support !== 'extended') return undefined;
  return {
    message: l10n.t('Kubernetes {0} is already in extended support.', kubernetesVersion),
    remedy: l10n.t('Choose a newer version, or choose extended support at its price.'),
  };
};

export const administrators: Rule = ({ administrators: typed, roleArn }) => {
  const arns = linesOf(typed);
  const remedy = l10n.t('Enter one role or user ARN per line, such as {0}.', EXAMPLE);
  if (arns.length > MOST_ADMINISTRATORS)
    return { message: l10n.t('There are more than {0} administrators.', MOST_ADMINISTRATORS), remedy };
  const partition = parseRoleArn(roleArn)?.partition;
  const bad = arns.find(
    (arn) => !isPrincipalArn(arn) || (partition !== undefined && parseArn(arn)?.partition !== partition),
  );
  if (bad !== undefined) return { message: notAPrincipal(bad), remedy };
  const reserved = arns.map(reservedRoleProblem).find((problem) => problem !== undefined);
  if (reserved) return reserved;
  const account = parseRoleArn(roleArn)?.accountId;
  const foreign = arns.find((arn) => account !== undefined && parseArn(arn)?.accountId !== account);
  if (foreign !== undefined)
    return {
      message: l10n.t('{0} belongs to a different account than the cluster.', foreign),
      remedy: l10n.t('Use principals of account {0}: EKS gives access to no others.', account ?? ''),
    };
  return undefined;
};

const EXAMPLE = 'arn:aws:iam::123456789012:role/admin';

function notAPrincipal(text: string): string {
  const resource = parseArn(text)?.resource ?? '';
  if (resource.startsWith('assumed-role/'))
    return l10n.t('{0} is the ARN of a session of a role, not of the role itself.', excerpt(text));
  if (resource === 'root') return l10n.t('EKS does not accept the account root user as a principal.');
  return l10n.t('{0} is not the ARN of a role or a user.', excerpt(text));
}

export const tags: Rule = ({ tags: typed }) => {
  const pairs = pairsOf(typed);
  const remedy = l10n.t('Enter one tag per line, such as {0}.', 'team=shop');
  if (pairs.length > MOST_TAGS)
    return {
      message: l10n.t(
        'CloudFormation accepts at most {0} tags in addition to the extension’s own.',
        MOST_TAGS,
      ),
      remedy,
    };
  const bad = pairs.find(
    ({ key, value }) =>
      !isWithin(key, 128) || !isWithin(value, 256) || !TAG_TEXT.test(key) || !TAG_TEXT.test(value),
  );
  if (bad)
    return {
      message: l10n.t('AWS does not accept the tag {0}.', excerpt(`${bad.key}=${bad.value}`)),
      remedy,
    };
  const reserved = pairs.find(({ key }) => /^(aws:|eks-clusters:)/i.test(key));
  if (reserved)
    return {
      message: l10n.t('The tag {0} is reserved.', excerpt(reserved.key)),
      remedy: l10n.t('Use a key that does not begin with aws: or eks-clusters:.'),
    };
  const double = twice(pairs.map(({ key }) => key));
  return double === undefined
    ? undefined
    : { message: l10n.t('The tag {0} is entered twice.', double), remedy };
};

/** CloudFormation, unlike other services, takes no empty values. */
function isWithin(text: string, longest: number): boolean {
  return text !== '' && text.length <= longest;
}

/** EKS refuses CloudFormation, too: the control plane would stay, and cost. */
export const onFailure: Rule = ({ onFailure: chosen, deletionProtection }) => {
  if (chosen === 'keep' || !deletionProtection) return undefined;
  return {
    message: l10n.t('Deletion protection would prevent a failed cluster from being deleted.'),
    remedy: l10n.t('Choose to keep created resources, or turn off deletion protection.'),
  };
};
