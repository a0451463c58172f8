import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { clusterVariables } from '../../../src/ui/commands/cluster-variables';

const CONTEXT = { name: 'shop', path: '/app/.kube/config', choicePath: '/storage/a b.yaml' };
const MACHINE = { env: {}, home: '/home/me' };
const OWN = '/home/me/.kube/config';
const ENV = { AWS_PROFILE: 'work:1', AWS_REGION: 'eu-central-1' };

/** What VS Code's script for bash makes of its variables: https://github.com/microsoft/vscode, shellIntegration-bash.sh */
const SCRIPT = `
for KIND in REPLACE PREPEND; do
  LIST="VSCODE_ENV_$KIND"
  IFS=':' read -ra ADDR <<< "\${!LIST}"
  for ITEM in "\${ADDR[@]}"; do
    VARNAME="$(echo $ITEM | cut -d "=" -f 1)"
    VALUE="$(echo -e "$ITEM" | cut -d "=" -f 2-)"
    if [ $KIND = PREPEND ]; then export $VARNAME="$VALUE\${!VARNAME}"; else export $VARNAME="$VALUE"; fi
  done
done
printf '%s\\n' "$KUBECONFIG" "$AWS_PROFILE"
`;

describe('The variables of a cluster’s terminal', () => {
  /** What a shell has after its startup file and VS Code's script; VS Code adds the folder's variable after ours. */
  function after(isFirstEverywhere: boolean, ofFolder: string | undefined, context = CONTEXT) {
    const variables = clusterVariables(
      { env: ENV, context },
      { machine: MACHINE, folder: '/app', isFirstEverywhere },
    );
    const added = ofFolder === undefined ? '' : `:KUBECONFIG=${ofFolder.replaceAll(':', '\\x3a')}`;
    const env = { ...variables, VSCODE_ENV_REPLACE: (variables['VSCODE_ENV_REPLACE'] ?? '') + added };
    const script = `export KUBECONFIG=/startup AWS_PROFILE=startup\n${SCRIPT}`;
    return execFileSync('bash', ['--norc', '-c', script], {
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
    })
      .trim()
      .split('\n');
  }

  it('begin with the file that chooses the context, then the one that has it', () => {
    const { KUBECONFIG } = clusterVariables(
      { env: {}, context: CONTEXT },
      { machine: MACHINE, folder: '/app', isFirstEverywhere: true },
    );
    strictEqual(KUBECONFIG, [CONTEXT.choicePath, CONTEXT.path, OWN].join(delimiter));
  });

  it('are so after a startup file and after the variable of the folder', () => {
    const wanted = [`${CONTEXT.choicePath}:${CONTEXT.path}:${OWN}`, 'work:1'];
    deepStrictEqual(after(true, `${CONTEXT.path}:${OWN}`), wanted);
    deepStrictEqual(after(true, undefined), wanted);
  });

  it('have both files first, whatever VS Code gives to terminals of another folder', () => {
    const [kubeconfig] = after(false, `/other/.kube/config:${OWN}`);
    strictEqual(kubeconfig, `${CONTEXT.choicePath}:${CONTEXT.path}:/other/.kube/config:${OWN}`);
    strictEqual(after(false, undefined)[0], `${CONTEXT.choicePath}:${CONTEXT.path}:${OWN}`);
  });

  it('keep a backslash and a sign of equality of a path', () => {
    const context = { ...CONTEXT, path: '/a\\x3ab=c/config' };
    strictEqual(after(true, undefined, context)[0], `${CONTEXT.choicePath}:${context.path}:${OWN}`);
  });

  it('have no KUBECONFIG where the user does not want one, and the rest after a startup file', () => {
    const place = { machine: MACHINE, folder: undefined, isFirstEverywhere: false };
    const variables = clusterVariables({ env: { AWS_REGION: 'eu-north-1' }, context: undefined }, place);
    deepStrictEqual(variables, { AWS_REGION: 'eu-north-1', VSCODE_ENV_REPLACE: 'AWS_REGION=eu-north-1' });
  });

  it('are refused where a path would mean other files', () => {
    const context = { ...CONTEXT, path: `/a${delimiter}b` };
    const place = { machine: MACHINE, folder: undefined, isFirstEverywhere: true };
    throws(() => clusterVariables({ env: {}, context }, place), { code: 'kubeconfig-not-used' });
  });
});
