import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { createAws } from '../../../src/aws/index';
import type { BaseCredentials } from '../../../src/core/sign-in/provision-role';
import type { ClusterEntry, EksEntry } from '../../../src/core/registry/entry';
import { clusterId } from '../../../src/core/registry/entry';
import type { ClusterRow } from '../../../src/core/tree/rows';
import { AwsConfigFile } from '../../../src/files/aws-config-file';
import { OpenTerminal, type TerminalRequest } from '../../../src/ui/commands/open-terminal';
import { TerminalProfiles } from '../../../src/ui/commands/terminal-profile';
import { KubectlAccess } from '../../../src/ui/kubectl-access';
import { Sessions } from '../../../src/ui/sessions';
import { ATTACHED, ENTRY } from '../../fakes/entry';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import type { Detail } from '../../../src/ui/notify';
import { toAws } from '../../fakes/network';

const PATH = '/shop/.kube/config';
const PROFILE = 'eks-clusters-222222222222-eks-provision';
const KEY = { accessKeyId: 'AKIAPLANTEDKEYOFTEST', secretAccessKey: 'planted-secret-access-key' };

function row(entry: ClusterEntry = ENTRY): ClusterRow {
  const id = clusterId(entry);
  const level = { kind: 'user' } as const;
  return {
    kind: 'cluster',
    id,
    clusterId: id,
    entry,
    level,
    status: { kind: 'unasked' },
    scopeConflict: { kind: 'none' },
  };
}

/** A window with the real kubectl access and AWS config; questions get the answers in turn. */
class TerminalScene {
  readonly opened: TerminalRequest[] = [];
  readonly asked: string[] = [];
  readonly awsConfig = new AwsConfigFile({ env: process.env, home: homedir() });
  held: string[] = [clusterId(ENTRY), clusterId(ATTACHED)];
  kubeconfigIsWanted = true;
  addingWorks = true;
  isLetIn = false;

  constructor(
    private readonly answers: string[],
    private readonly base: BaseCredentials,
    private readonly authentication: 'aws-cli' | 'service-account',
  ) {}

  async open(entry?: ClusterEntry): Promise<TerminalRequest | undefined> {
    await new OpenTerminal(this.ports()).run(row(entry));
    return this.opened.at(-1);
  }

  private ports() {
    const aws = createAws({
      send: toAws,
      log: () => undefined,
      signIn: { accessKey: () => Promise.resolve(KEY), mfaCode: () => Promise.resolve('000000') },
    });
    const settings = { baseCredentials: this.base, kubeconfigAuthentication: this.authentication };
    const identity = () => Promise.resolve({ installation: '0123456789abcdef', externalId: EXTERNAL_ID });
    const sessions = new Sessions(() => Promise.resolve(aws), identity, settings);
    const access = new KubectlAccess(settings, sessions, identity, this.awsConfig.path);
    const notifier = {
      ask: ({ question, detail }: { question: string; detail: Detail }) => {
        this.asked.push([question, detail].flat(2).join('\n'));
        return Promise.resolve(this.answers.shift());
      },
    };
    const workspace = {
      hasProfile: this.awsConfig.has.bind(this.awsConfig),
      writeProfile: this.awsConfig.write.bind(this.awsConfig),
    };
    const connector = {
      baseCredentialsFor: () => this.base,
      role: ({ roleArn = '', region }: EksEntry) => ({ roleArn, region, base: this.base }),
    };
    return {
      kubeconfig: {
        pathOf: () => Promise.resolve(PATH),
        contextOf: (_path: string, { arn, name }: { readonly arn: string; readonly name: string }) =>
          Promise.resolve(this.held.includes(arn) ? name : undefined),
        isWanted: () => Promise.resolve(this.kubeconfigIsWanted),
        addTerminalChoice: (context: string) => Promise.resolve(`/terminals/${context}.yaml`),
      },
      addToKubeconfig: ({ clusterId: id }: ClusterRow) => {
        if (this.addingWorks) this.held.push(id);
        return Promise.resolve();
      },
      profiles: new TerminalProfiles({
        ...{ connector, access, workspace, notifier },
        hasAccess: () => Promise.resolve(this.isLetIn),
      }),
      notifier,
      open: (request: TerminalRequest) => this.opened.push(request),
    };
  }
}

interface Scene {
  readonly config?: string;
  readonly answers?: string[];
  readonly base?: BaseCredentials;
  readonly authentication?: 'aws-cli' | 'service-account';
}

describe('EKS: Open Terminal', () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox({ externalId: EXTERNAL_ID })));
  after(() => sandbox.stop());

  /** The developer's key is in the profile `default`, unless the scene says otherwise. */
  function at<T>(scene: Scene, act: (desk: TerminalScene) => Promise<T>): Promise<T> {
    const keys = `aws_access_key_id = ${sandbox.accessKeyId}\naws_secret_access_key = ${sandbox.secretAccessKey}\n`;
    const { config = `[profile work]\n${keys}`, answers = [], authentication = 'aws-cli' } = scene;
    const base = scene.base ?? { kind: 'profile', profile: 'work' };
    return withAws({ variables: { AWS_ENDPOINT_URL: sandbox.url }, config }, () =>
      act(new TerminalScene(answers, base, authentication)),
    );
  }

  it('adds the profile that reaches the cluster after it was seen, and names it from then on', () =>
    at({ answers: ['Add Profile'] }, async (desk) => {
      const wanted = { AWS_PROFILE: PROFILE, AWS_REGION: 'eu-central-1' };
      const opened = await desk.open();
      deepStrictEqual(opened?.env, wanted);
      deepStrictEqual(opened.context, { name: 'demo', path: PATH, choicePath: '/terminals/demo.yaml' });
      strictEqual(desk.opened[0]?.name, 'demo');
      match(desk.asked[0] ?? '', new RegExp(`Cluster demo has no AWS profile yet[^]*${EXTERNAL_ID}`));
      match(
        await readFile(desk.awsConfig.path, 'utf8'),
        new RegExp(`\\[profile ${PROFILE}\\]\nrole_arn = [^]*source_profile = work`),
      );
      deepStrictEqual((await desk.open())?.env, wanted);
      strictEqual(desk.asked.length, 1);
    }));

  it('opens without a profile if the user would rather', () =>
    at({ answers: ['Open Without It'] }, async (desk) => {
      deepStrictEqual(Object.keys((await desk.open())?.env ?? {}), ['AWS_REGION']);
      doesNotMatch(await readFile(desk.awsConfig.path, 'utf8'), /eks-clusters/);
    }));

  it('opens nothing, and writes nothing, when the question is closed', () =>
    at({}, async (desk) => {
      strictEqual(await desk.open(), undefined);
      doesNotMatch(await readFile(desk.awsConfig.path, 'utf8'), /eks-clusters/);
    }));

  it('says that a key kept by VS Code is not there for the profile', () =>
    at(
      {
        base: { kind: 'accessKey' },
        authentication: 'service-account',
        answers: ['Open Without It'],
      },
      async (desk) => {
        deepStrictEqual(Object.keys((await desk.open())?.env ?? {}), ['AWS_REGION']);
        match(
          desk.asked[0] ?? '',
          /uses an access key that has no AWS profile[^]*never passes it to terminals/,
        );
      },
    ));

  it('puts no key, token or external ID into the terminal, whatever the credentials are', async () => {
    const bases: BaseCredentials[] = [
      { kind: 'profile', profile: 'work' },
      { kind: 'default' },
      { kind: 'accessKey' },
      { kind: 'instanceProfile' },
    ];
    const secrets = [KEY.accessKeyId, KEY.secretAccessKey, sandbox.secretAccessKey, EXTERNAL_ID];
    let terminals = 0;
    for (const base of bases) {
      for (const authentication of ['aws-cli', 'service-account'] as const) {
        await at({ base, authentication, answers: ['Open Without It', 'Open Without It'] }, async (desk) => {
          const { env } = (await desk.open()) ?? {};
          terminals += 1;
          const values = Object.values(env ?? {}).join(' ');
          ok(Object.keys(env ?? {}).every((name) => /^(AWS_PROFILE|AWS_REGION)$/.test(name)));
          for (const secret of secrets) ok(!values.includes(secret), `${base.kind} ${authentication}`);
        });
      }
    }
    strictEqual(terminals, bases.length * 2);
  });

  it('can be opened to sign in: without credentials it says why no profile is known', () =>
    at({ base: { kind: 'profile', profile: 'gone' }, answers: ['Open Without It'] }, async (desk) => {
      deepStrictEqual(Object.keys((await desk.open())?.env ?? {}), ['AWS_REGION']);
      match(desk.asked[0] ?? '', /Could not determine the AWS profile for cluster demo\.\n.*gone/);
    }));

  it('gives the terminal no name of a profile that VS Code would replace', () => {
    const base = { kind: 'profile', profile: '${config:evil.setting}' } as const;
    return at({ base, answers: ['Open Without It'] }, async (desk) => {
      const direct = { ...ENTRY, roleArn: undefined };
      strictEqual((await desk.open(direct))?.env['AWS_PROFILE'], undefined);
      match(desk.asked[0] ?? '', /cannot be set in a terminal\./);
    });
  });

  it('names the base profile of a cluster that is reached without a role', () =>
    at({}, async (desk) => {
      const direct = { ...ENTRY, roleArn: undefined };
      strictEqual((await desk.open(direct))?.env['AWS_PROFILE'], 'work');
      deepStrictEqual(desk.asked, []);
    }));

  it('asks for no profile of the role where EKS lets the user in directly', () =>
    at({}, async (desk) => {
      desk.isLetIn = true;
      strictEqual((await desk.open())?.env['AWS_PROFILE'], 'work');
      deepStrictEqual(desk.asked, []);
    }));

  it('knows nothing of AWS for a cluster that is not of EKS', () =>
    at({ base: { kind: 'accessKey' } }, async (desk) => {
      deepStrictEqual((await desk.open(ATTACHED))?.env, {});
    }));

  describe('where the kubeconfig does not have the cluster', () => {
    const missing = (scene: Scene, act: (desk: TerminalScene) => Promise<void>) =>
      at({ ...scene, authentication: 'service-account' }, (desk) => {
        desk.held = [];
        return act(desk);
      });

    it('adds it first, after asking', () =>
      missing({ answers: ['Add to Kubeconfig'] }, async (desk) => {
        ok((await desk.open())?.context);
        match(desk.asked[0] ?? '', /Cluster demo is not in \/shop\/.kube\/config yet/);
      }));

    it('leaves KUBECONFIG alone if the user would rather', () =>
      missing({ answers: ['Open Without It'] }, async (desk) => {
        strictEqual((await desk.open())?.context, undefined);
      }));

    it('opens nothing when adding it came to nothing', () =>
      missing({ answers: ['Add to Kubeconfig'] }, async (desk) => {
        desk.addingWorks = false;
        strictEqual(await desk.open(), undefined);
      }));
  });

  it('uses no kubeconfig that the user does not want used', () =>
    at({ authentication: 'service-account' }, async (desk) => {
      desk.kubeconfigIsWanted = false;
      const opened = await desk.open();
      deepStrictEqual(opened?.env, { AWS_PROFILE: 'work', AWS_REGION: 'eu-central-1' });
      strictEqual(opened.context, undefined);
    }));
});
