import { strictEqual } from 'node:assert/strict';
import type { KubernetesApi, KubernetesObject, KubernetesTarget } from '../../src/core/ports/kubernetes';
import { createKubernetes } from '../../src/kube/index';
import { toCluster } from '../fakes/network';
import { send, type Answer, type Request, type Server } from './send';
import { simulatedClusters } from './simulated';

const never = new AbortController().signal;

/** Gives clusters to tests. */
export interface ClusterSource {
  /** A new cluster as EKS delivers it: with the class `gp2`, without nodes, drivers and our objects. */
  take(): Promise<TakenCluster>;
}

/** What kinds of clusters differ in. */
export interface TakenCluster extends Server {
  /** Of somebody who may do everything. */
  adminToken(): string;
  /** Of somebody who was given no right. */
  limitedToken(): string;
  /** Resolves once so much time has passed for the API server. */
  pass(seconds: number): Promise<void>;
  /** The test is done with it. */
  release(): Promise<void>;
}

/** A cluster for one test, which may change everything in it. */
export class TestCluster {
  private constructor(readonly taken: TakenCluster) {}

  static async take(): Promise<TestCluster> {
    return new TestCluster(await source.take());
  }

  /** How its administrator reaches it. */
  get target(): KubernetesTarget {
    return this.targetOf(() => Promise.resolve(this.adminToken()));
  }

  /** As its administrator. */
  get api(): KubernetesApi {
    return createKubernetes(toCluster).connect(this.target);
  }

  as(token: string | (() => Promise<string>)): KubernetesApi {
    const target = this.targetOf(typeof token === 'string' ? () => Promise.resolve(token) : token);
    return createKubernetes(toCluster).connect(target);
  }

  adminToken(): string {
    return this.taken.adminToken();
  }

  limitedToken(): string {
    return this.taken.limitedToken();
  }

  /** As its administrator, unless the request has another token. */
  send(request: Request): Promise<Answer> {
    return send(this.taken, { token: this.adminToken(), ...request });
  }

  /** Whom the API server takes the bearer of a token for. */
  async usernameOf(token: string): Promise<string> {
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
    const answer = await this.send({ method: 'POST', path, token, body });
    strictEqual(answer.status, 201);
    return (answer.body as { status: { userInfo: { username: string } } }).status.userInfo.username;
  }

  /** Registers a CSI driver, as its controller does when it starts. */
  addDriver(name: string): Promise<void> {
    const driver: KubernetesObject = {
      ...{ apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name } },
      spec: { attachRequired: true, podInfoOnMount: false },
    };
    return this.api.apply(driver, never);
  }

  pass(seconds: number): Promise<void> {
    return this.taken.pass(seconds);
  }

  release(): Promise<void> {
    return this.taken.release();
  }

  private targetOf(token: () => Promise<string>): KubernetesTarget {
    const certificateAuthority = Buffer.from(this.taken.ca).toString('base64');
    return { endpoint: this.taken.endpoint, certificateAuthority, token };
  }
}

let source: ClusterSource = simulatedClusters;

/** What a suite runs its tests on: the simulated API, unless it says otherwise. */
export function takeClustersFrom(other: ClusterSource): void {
  source = other;
}
