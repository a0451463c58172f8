import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from './core/background';
import { ServiceAccountTokens } from './core/cluster/service-account-tokens';
import { guardedNetwork } from './core/foreign/guarded-send';
import { LiveSecrets } from './core/foreign/live-secrets';
import { awsEnvironment } from './core/environment';
import { newIdentity } from './core/identity';
import type { AwsPort } from './core/ports/aws';
import type { KubeconfigPort } from './core/ports/kubeconfig';
import type { KubernetesPort } from './core/ports/kubernetes';
import { Operations } from './core/operation/run/operations';
import { IdentityFile } from './files/identity-file';
import { findExecutable } from './files/find-executable';
import { FileJournal } from './files/journal';
import { withLock } from './files/lock';
import { FileOperationLock } from './files/operation-lock';
import { readRegularFile } from './files/read-regular-file';
import { realTarget } from './files/real-path';
import { AwsFiles } from './ui/authentication/aws-files';
import { CredentialWatcher, type CredentialWatcherDeps } from './ui/authentication/credential-watcher';
import { AttachedClusterSecrets } from './ui/attached-cluster-secrets';
import { systemClock } from './ui/clock';
import { ClusterAccess } from './ui/cluster-access';
import { ClusterConnector } from './ui/cluster-connector';
import { clusterCommands } from './ui/commands/cluster-commands';
import { registerCommands } from './ui/commands/commands';
import type { OperationCommandDeps } from './ui/commands/operation-commands';
import { operationHandlers } from './ui/commands/operation-handlers';
import { roleCommands } from './ui/commands/role-commands';
import { createForm } from './ui/form/create-form';
import { followOperations } from './ui/form/follow-operations';
import { KubeconfigConsent } from './ui/kubeconfig-consent';
import { KubectlAccess } from './ui/kubectl-access';
import { folderPathOf, levelOptions } from './ui/levels';
import { lazyPort, once } from './ui/lazy';
import { Log } from './ui/log';
import { Notifier } from './ui/notify';
import { displayOperations } from './ui/operation-displays';
import { orderedMemory } from './ui/ordered-memento';
import { Sessions } from './ui/sessions';
import { Settings } from './ui/settings';
import { TerminalEnvironment } from './ui/terminal';
import { thisMachine } from './ui/this-machine';
import { clustersView } from './ui/tree/clusters-view';
import { refuseUntrusted } from './ui/trust';
import { WorkspaceChoice } from './ui/workspace-choice';
import { workspaceFiles, type AwsConfigPort } from './ui/workspace-files';
import { WrittenClusters } from './ui/written-clusters';

/** The composition root: everything is made here, once, in order. SDKs are loaded when first asked for. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const channel = vscode.window.createOutputChannel('EKS Clusters', { log: true });
  const secrets = new LiveSecrets();
  const log = new Log(channel, secrets);
  const notifier = new Notifier(log, vscode.window);
  const report = (error: unknown) => notifier.failure(error);
  const memory = orderedMemory(context);
  const choice = new WorkspaceChoice(memory.workspaceState);
  const settings = new Settings(thisMachine, choice);
  const storage = context.globalStorageUri.fsPath;

  const network = once(async () => {
    const { createNetwork } = await import('./network/index');
    const ways = { proxySettings: () => settings.proxy, machine: thisMachine, readFile: readRegularFile };
    return guardedNetwork(await createNetwork({ ...ways, log: (line) => log.warn(line) }), secrets);
  });
  const awsFiles = new AwsFiles(thisMachine);
  const aws = once(async (): Promise<AwsPort> => {
    refuseUntrusted();
    awsFiles.watch();
    return (await import('./aws/index')).createAws({
      log: (line) => log.info(line),
      machine: thisMachine,
      readFile: readRegularFile,
      send: (await network()).toAws,
      signIn: {
        accessKey: async () => (await authentication()).accessKey(),
        mfaCode: async (question) => (await authentication()).mfaCode(question),
      },
    });
  });
  const kubernetes = once(async (): Promise<KubernetesPort> => {
    refuseUntrusted();
    return (await import('./kube/index')).createKubernetes((await network()).toCluster);
  });
  const kubeconfig = once(() => import('./core/kubeconfig/index'));
  const checklist = once(async () => (await import('./core/preflight/checks')).CHECK_SET);
  const identityFile = new IdentityFile(storage, () =>
    newIdentity((bytes) => randomBytes(bytes).toString('hex')),
  );
  const identity = () => identityFile.read();
  const journal = new FileJournal(storage, report);
  const userFiles = once(() => import('./files/user-files'));
  const kubeconfigFiles = lazyPort<KubeconfigPort>(
    async () => new (await userFiles()).KubeconfigFiles(kubeconfig, thisMachine.env, storage),
  );
  const awsConfig = lazyPort<AwsConfigPort>(async () => new (await userFiles()).AwsConfigFile(thisMachine));
  const consent = new KubeconfigConsent(memory, { notifier, folderOf: folderPathOf, realPath: realTarget });
  const written = new WrittenClusters(memory.globalState);
  const records = async () => ({
    installation: (await identity()).installation,
    operations: [...(await journal.load()), ...(await journal.ended())],
  });
  const clusterAccess = new ClusterAccess({
    ...{ memory, notifier, settings },
    operations: async () => (await records()).operations,
  });
  const workspace = workspaceFiles({
    ...{ settings, awsConfig, kubeconfig: kubeconfigFiles, consent, written, clusterAccess },
    withSettingsLock: (write) => withLock(join(storage, 'locks', 'settings'), write),
  });

  const sessions = new Sessions(aws, identity, settings);
  const operations = new Operations({
    journal,
    lock: new FileOperationLock(storage),
    clock: systemClock,
    lazyParts: once(() => import('./core/operation/run/lazy-parts')),
    portsFor: async ({ role, clusterName }) => ({
      session: () => sessions.open(role, clusterName),
      kubernetes,
      workspace,
      installation: (await identity()).installation,
      overdueAfterMs: settings.provisioningLimitMs,
    }),
    report,
  });
  const access = new KubectlAccess(settings, sessions, identity, awsEnvironment(thisMachine).configFile);
  const services = once(async () => {
    const { createFormServices } = await import('./ui/form/form-services');
    return createFormServices({ settings, access, operations });
  });
  const { form, formHost, forgetSession } = createForm({
    ...{ memory, sessions, settings, identity, services, access, checklist },
    ...{ operations, journal },
    extensionUri: context.extensionUri,
    ...{ clock: systemClock, log, report },
  });
  const attached = new AttachedClusterSecrets(context.secrets);
  const ownAccount = new ServiceAccountTokens(systemClock, (line) => log.info(line));
  const connector = new ClusterConnector(sessions, settings, kubernetes, attached, ownAccount, clusterAccess);
  const children = once(async () => {
    const { ClusterChildren } = await import('./ui/tree/cluster-children');
    return new ClusterChildren({ connector, journal, language: vscode.env.language });
  });
  const clusters = clustersView({ settings, operations, connector, children, clock: systemClock, report });
  const terminal = new TerminalEnvironment({
    ...{ variables: context.environmentVariableCollection, answers: memory.workspaceState },
    ...{ settings, notifier, kubeconfig: kubeconfigFiles, written },
    onUnintegrated: async (opened) =>
      (await import('./ui/shell-integration')).notifyMissingIntegration(opened, {
        told: memory.globalState,
        notifier,
      }),
    describe: async (found) => (await import('./ui/kubeconfig-findings')).describeFindings(found),
  });

  const takeExternalId = (externalId: string) => {
    sessions.forget();
    forgetSession();
    form.sendEvent('identityChanged', { externalId });
  };
  const takeCredentials = async () => takeExternalId((await identity()).externalId);
  const baseIdentity: CredentialWatcherDeps = {
    aws,
    settings,
    sessions,
    region: () => formHost.baseRegion,
    onDidChangeFiles: awsFiles.onDidChange,
    onDidChangeIdentity: () => inBackground(takeCredentials, report),
    report,
  };
  const authentication = once(async () => {
    const { Authentication } = await import('./ui/authentication/authentication');
    const findAwsCli = () => findExecutable('aws', thisMachine.env);
    const { secrets } = context;
    return new Authentication({ ...baseIdentity, machine: thisMachine, secrets, notifier, findAwsCli });
  });

  const levels = () => levelOptions(settings);
  const operationCommands = once(async () => {
    const { OperationCommands } = await import('./ui/commands/operation-commands');
    const openForm: OperationCommandDeps['openForm'] = async (failed, view) => {
      form.close();
      await formHost.beginRetry(failed, view);
      form.open();
    };
    return new OperationCommands({ operations, notifier, levels, settings, openForm });
  });
  const existing = once(async () => {
    const { AddExistingCluster } = await import('./ui/add-cluster/add-existing-cluster');
    const formRole = () => formHost.known.draft.roleArn.trim();
    const ports = { sessions, settings, notifier, workspace, levels, connector, attached, kubernetes };
    return new AddExistingCluster({ ...ports, clusterAccess, formRole, readFile: readRegularFile });
  });
  const onClusters = clusterCommands({
    ...clusters,
    ...{ connector, attached, access, operations, settings, workspace, levels, notifier },
    ...{ terminals: terminal, kubeconfig: kubeconfigFiles, clock: systemClock },
    ...{ sessions, consent, asked: memory.workspaceState, records, clusterAccess },
  });
  const commands = registerCommands(
    {
      'eks.createCluster': () => form.begin(),
      'eks.addExistingCluster': async () => (await existing()).run(),
      'eks.configureAuthentication': async (what) => (await authentication()).run(what),
      'eks.setExternalId': async () => {
        const { setExternalId } = await import('./ui/authentication/authentication');
        return setExternalId({ identity: identityFile, notifier, onDidChange: takeExternalId });
      },
      ...roleCommands({
        ...{ aws, identity, sessions, settings, clock: systemClock },
        ...{ notifier, formHost, form },
      }),
      ...operationHandlers(operationCommands),
      ...onClusters,
      'eks.showLog': () => log.show(),
    },
    notifier,
  );
  const attaching = operations.onDidProgress(({ state }) => {
    if (state.kind !== 'running') terminal.update();
  });

  // Nothing below is awaited: activation ends here.
  terminal.update();
  const follow = () => inBackground(() => operations.follow(), report);
  if (vscode.workspace.isTrusted) follow();
  const trusted = vscode.workspace.onDidGrantWorkspaceTrust(follow);

  const folders = vscode.workspace.onDidChangeWorkspaceFolders(() => operations.retryPendingRegistrations());

  context.subscriptions.push(
    channel,
    operations,
    displayOperations(operations, notifier, log),
    form,
    clusters.disposable,
    terminal,
    awsFiles,
    new CredentialWatcher(baseIdentity),
    commands,
    attaching,
    clusterAccess.onDidChange(() => clusters.tree.refresh()),
    choice.follow({
      notifier,
      report,
      onAllowed: () => takeCredentials().then(() => clusters.tree.refresh()),
    }),
    followOperations(operations, formHost, form, report),
    trusted,
    folders,
  );
}
