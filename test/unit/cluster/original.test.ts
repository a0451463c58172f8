import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { clusterRoleBinding, serviceAccount, tokenSecret } from '../../../src/core/cluster/objects';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { OperationState } from '../../../src/core/operation/view';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { HEALTHY } from '../../fakes/stacks';

async function finalized(aws: FakeWorld, operation = anOperation()): Promise<OperationState> {
  let state: OperationState | undefined;
  for await (const view of runOperation(operation, aws.ports, new AbortController().signal))
    state = view.state;
  ok(state);
  return state;
}

function notesOf(state: OperationState): string {
  ok(state.kind === 'succeeded', state.kind);
  return state.notes.join(' ');
}

// Acceptance case E of the original: spec/services/clusters/aws/finalize_creation_service_spec.rb, restated. What ends
// in `errored` there ends with a note here: the cluster is up and is paid for, so nothing of it is given up. Nodes are
// let in by EKS itself, through access entries, so there is no aws-auth to be written once and no 409 of it.
describe('Finalizing a cluster (E)', () => {
  it('marks it created, and keeps where its API is and whom to trust', async () => {
    const aws = new FakeWorld(HEALTHY);
    strictEqual((await finalized(aws)).kind, 'succeeded');
    const [kubeconfig] = aws.workspace.kubeconfigs;
    strictEqual(kubeconfig?.cluster.endpoint, 'https://demo.example');
    strictEqual(kubeconfig.cluster.certificateAuthority, 'Q0E=');
    deepStrictEqual(kubeconfig.user, { kind: 'service-account', token: 'long-lived-token' });
  });

  it('makes the service account with its binding, since RBAC is always on', async () => {
    const aws = new FakeWorld(HEALTHY);
    await finalized(aws);
    ok(aws.kubernetes.applied.includes('ServiceAccount/eks-clusters'));
    ok(aws.kubernetes.applied.includes('ClusterRoleBinding/eks-clusters-admin'));
  });

  it('says so when Kubernetes answers with an error, and continues', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.faults.push(new KubernetesError('other', 'Internal error.'));
    const state = await finalized(aws);
    match(notesOf(state), /service account and the storage class were not created: Internal error\./);
    strictEqual(aws.workspace.registered.length, 1);
  });

  it('says so when somebody else owns a field of what it applies (409), and continues', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.faults.push(new KubernetesError('conflict', 'Apply failed with 1 conflict.'));
    match(notesOf(await finalized(aws)), /were not created: Apply failed with 1 conflict\./);
    strictEqual(aws.workspace.registered.length, 1);
  });

  it('does not take a cluster for finished that EKS names no endpoint of', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.cluster = aws.cluster && { ...aws.cluster, endpoint: undefined };
    const state = await finalized(aws);
    strictEqual(state.kind, 'failed');
    deepStrictEqual(aws.workspace.kubeconfigs, []);
  });

  it('says where it can be done later when its API cannot be reached, and continues', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.apply = () => Promise.reject(new KubernetesError('unreachable', 'Timed out.'));
    const notes = notesOf(await finalized(aws));
    match(notes, /Timed out\..*EKS: Set Up Service Account and Storage Class/);
    strictEqual(aws.workspace.registered.length, 1);
  });

  it('says that its endpoint is private when that is why', async () => {
    const operation = anOperation();
    const spec = { ...operation.spec, endpoint: { access: 'private' } as const };
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.apply = () => Promise.reject(new KubernetesError('unreachable', 'Timed out.'));
    match(notesOf(await finalized(aws, { ...operation, spec })), /Its endpoint is private\. Run EKS: Set Up/);
  });

  it('says so when the kubeconfig cannot be written, and still registers it', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.workspace.kubeconfigFault = new Error('disk full');
    match(notesOf(await finalized(aws)), /disk full/);
    strictEqual(aws.workspace.registered.length, 1);
  });

  it('does not write an empty token where Kubernetes never fills it', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.secretToken = () => Promise.resolve(undefined);
    match(
      notesOf(await finalized(aws)),
      /did not issue a token into the Secret kube-system\/eks-clusters-token-[0-9a-f]{8}/,
    );
    deepStrictEqual(aws.workspace.kubeconfigs, []);
  });

  it('is not ready before its nodes are', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.nodeList = [{ name: 'a', ready: false }];
    const state = await finalized(aws);
    strictEqual(state.kind === 'succeeded' && state.nodesReady, 0);
  });
});

// Acceptance case I: spec/services/clusters/kubernetes/create_or_update_service_account_service_spec.rb, as far as it
// is about the cluster's own account; what is about namespaces is in environment.test.ts.
describe('What is made for the extension itself (I)', () => {
  it('is an account in kube-system that is cluster-admin', () => {
    deepStrictEqual(serviceAccount.metadata.namespace, 'kube-system');
    match(
      JSON.stringify(clusterRoleBinding),
      /"name":"cluster-admin".*"name":"eks-clusters","namespace":"kube-system"/,
    );
  });

  it('is a Secret of its own, since Kubernetes 1.24 makes none by itself', () => {
    const { type, metadata } = tokenSecret('1a2b3c4d');
    strictEqual(type, 'kubernetes.io/service-account-token');
    strictEqual(metadata.annotations?.['kubernetes.io/service-account.name'], 'eks-clusters');
  });
});
