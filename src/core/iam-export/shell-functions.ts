import { quoted as quotedFor } from '../shell-quoting';

/**
 * What a script is made of. POSIX only, for CloudShell, bash and zsh; what AWS holds is compared and put together by the
 * AWS CLI's own `--query`, so that nothing else need be installed. Nothing here runs in `$( )`: bash forgets `set -e` there.
 */
export const SIGNED_IN = `caller=$(aws sts get-caller-identity --query Arn --output text) # arn:PARTITION:SERVICE::ACCOUNT:...
partition=\${caller#arn:}
partition=\${partition%%:*}
account=\${caller#arn:*:*:*:}
account=\${account%%:*}`;

/** @param account the only one that the script is for, quoted */
export function onlyIn(account: string): string {
  return `if [ "$account" != ${account} ]; then
  echo "This is for account "${account}", and the AWS CLI is signed in to $account." >&2
  exit 1
fi`;
}

/** A policy keeps five versions: the oldest makes room. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
export const MAKE_POLICY = `# make_policy NAME DESCRIPTION DOCUMENT: makes the policy, or a new version where there is one that reads otherwise.
make_policy() {
  policy_arn="arn:$partition:iam::$account:policy/$1"
  if ! version=$(aws iam get-policy --policy-arn "$policy_arn" --query Policy.DefaultVersionId --output text 2>/dev/null); then
    aws iam create-policy --policy-name "$1" --description "$2" --policy-document "$3" >/dev/null
    return
  fi
  is_same=$(aws iam get-policy-version --policy-arn "$policy_arn" --version-id "$version" \\
    --query "PolicyVersion.Document == \\\`$3\\\`" --output text)
  if [ "$is_same" = True ]; then return; fi
  number=$(aws iam list-policy-versions --policy-arn "$policy_arn" --query 'length(Versions)' --output text)
  if [ "$number" -ge 5 ]; then
    oldest=$(aws iam list-policy-versions --policy-arn "$policy_arn" \\
      --query 'sort_by(Versions[?!IsDefaultVersion], &CreateDate)[0].VersionId' --output text)
    aws iam delete-policy-version --policy-arn "$policy_arn" --version-id "$oldest"
  fi
  aws iam create-policy-version --policy-arn "$policy_arn" --policy-document "$3" --set-as-default >/dev/null
}`;

/** IAM takes the same statement twice, and a trust has room for few: one that is there already is not added. */
export const MAKE_ROLE = `# make_role NAME SECONDS DESCRIPTION STATEMENT [OPTION...]: makes the role, or adds the statement to the trust of the one there is.
make_role() {
  name=$1 seconds=$2 description=$3 statement=$4
  shift 4
  if ! role_arn=$(aws iam get-role --role-name "$name" --query Role.Arn --output text 2>/dev/null); then
    role_arn=$(aws iam create-role --role-name "$name" --max-session-duration "$seconds" --description "$description" "$@" \\
      --assume-role-policy-document "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[$statement]}" --query Role.Arn --output text)
    return
  fi
  is_trusted=$(aws iam get-role --role-name "$name" \\
    --query "contains([Role.AssumeRolePolicyDocument.Statement][], \\\`$statement\\\`)" --output text)
  if [ "$is_trusted" = True ]; then return; fi
  trust=$(aws iam get-role --role-name "$name" --output json --query "merge(Role.AssumeRolePolicyDocument,
    {Statement: [Role.AssumeRolePolicyDocument.Statement, [\\\`$statement\\\`]][]})")
  aws iam update-assume-role-policy --role-name "$name" --policy-document "$trust"
}`;

/** A value in a script, quoted whatever it is. */
export function quoted(text: string): string {
  return quotedFor(text, 'posix');
}
