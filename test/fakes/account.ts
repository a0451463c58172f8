import { STACK_TYPE, type StackEvent } from '../../src/core/cloudformation/stack-event';
import { AwsError } from '../../src/core/ports/aws';
import type { Clock } from '../../src/core/ports/clock';
import type {
  CreateStackRequest,
  StackContent,
  StackDescription,
  StackPort,
  UpdateStackRequest,
} from '../../src/core/ports/stacks';

/** How long each resource takes, in milliseconds: crashes are as many whether a stack takes one minute or eleven. */
const RESOURCE_MS = 15_000;

interface Stack {
  readonly arn: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  content: StackContent;
  /** Those of the future, too; what starts again replaces them. */
  events: readonly StackEvent[];
  readonly tokens: Set<string>;
}

/** CloudFormation as far as an operation can tell: names, tokens, tags, and stacks that come and go with the time. */
export class AccountStacks implements StackPort {
  readonly stacks: Stack[] = [];
  /** Logical ID of a resource that fails; another attempt succeeds. */
  broken: string | undefined;

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /** Names of the stacks that exist now. */
  get living(): readonly string[] {
    return this.stacks.filter((stack) => !this.isGone(stack)).map(({ name }) => name);
  }

  /** Whether some stack has the resource now. */
  has(logicalId: string): boolean {
    return this.stacks.some((stack) => this.resourceStatus(stack, logicalId) === 'there');
  }

  async create(request: CreateStackRequest): Promise<string> {
    const same = this.stacks.find(({ tokens }) => tokens.has(request.clientRequestToken));
    if (same && !this.isGone(same)) return same.arn;
    if (this.find(request.name))
      throw new AwsError(
        'already-exists',
        'AlreadyExistsException',
        `Stack [${request.name}] already exists`,
      );
    const stack: Stack = {
      arn: `arn:aws:cloudformation:eu-central-1:222222222222:stack/${request.name}/${this.stacks.length}`,
      ...{ name: request.name, tags: request.tags, content: request, events: [], tokens: new Set() },
    };
    this.stacks.push(stack);
    this.begin(stack, request.clientRequestToken, 'CREATE', this.take(stack));
    return Promise.resolve(stack.arn);
  }

  update(request: UpdateStackRequest): Promise<'started' | 'unchanged' | 'busy'> {
    const stack = this.find(request.stackArn);
    if (!stack) throw new AwsError('refused', 'ValidationError', 'The stack does not exist');
    if (stack.tokens.has(request.clientRequestToken)) return Promise.resolve('started');
    if (!/_(COMPLETE|FAILED)$/.test(this.status(stack))) return Promise.resolve('busy');
    stack.content = request;
    this.begin(stack, request.clientRequestToken, 'UPDATE', this.take(stack));
    return Promise.resolve('started');
  }

  delete({ stackArn, clientRequestToken }: Parameters<StackPort['delete']>[0]): Promise<void> {
    const stack = this.find(stackArn);
    if (!stack || this.status(stack) === 'DELETE_IN_PROGRESS') return Promise.resolve();
    const there = this.resourcesOf(stack).filter((id) => this.resourceStatus(stack, id) === 'there');
    const steps = there.toReversed().map((id) => ({ id, from: 'DELETE_IN_PROGRESS', to: 'DELETE_COMPLETE' }));
    this.begin(stack, clientRequestToken, 'DELETE', steps);
    return Promise.resolve();
  }

  describe(nameOrArn: string): Promise<StackDescription | undefined> {
    const stack = this.find(nameOrArn) ?? this.stacks.find(({ arn }) => arn === nameOrArn);
    if (!stack) return Promise.resolve(undefined);
    const { arn, name, tags } = stack;
    return Promise.resolve({ arn, name, tags, status: this.status(stack), parameters: {}, outputs: {} });
  }

  events(arn: string): Promise<readonly StackEvent[]> {
    const stack = this.stacks.find((each) => each.arn === arn);
    return Promise.resolve(stack ? this.past(stack).toReversed() : []);
  }

  decodeReason(reason: string): Promise<string> {
    return Promise.resolve(reason);
  }

  validate(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  validationFailures(): Promise<readonly StackEvent[]> {
    return Promise.resolve([]);
  }

  /** What is not there yet, one after the other, up to the one that is broken. */
  private take(stack: Stack): readonly Step[] {
    const missing = this.resourcesOf(stack).filter((id) => this.resourceStatus(stack, id) !== 'there');
    const last = missing.indexOf(this.broken ?? '');
    const taken = last < 0 ? missing : missing.slice(0, last + 1);
    const broken = this.broken;
    this.broken = undefined;
    return taken.map((id) => ({
      id,
      from: 'CREATE_IN_PROGRESS',
      to: id === broken ? 'CREATE_FAILED' : 'CREATE_COMPLETE',
    }));
  }

  private begin(stack: Stack, token: string, what: 'CREATE' | 'UPDATE' | 'DELETE', steps: readonly Step[]) {
    stack.tokens.add(token);
    const kept = this.past(stack);
    let at = this.clock.now();
    const added: StackEvent[] = [];
    const add = (logicalId: string, resourceType: string, status: string, reason?: string) =>
      added.push({
        ...{ id: `${kept.length + added.length}`, logicalId, resourceType, status, reason, at },
        clientRequestToken: token,
      });
    add(stack.name, STACK_TYPE, `${what}_IN_PROGRESS`);
    for (const { id, from, to } of steps) {
      add(id, 'AWS::Some::Resource', from);
      at += RESOURCE_MS;
      add(id, 'AWS::Some::Resource', to, to === 'CREATE_FAILED' ? 'It is broken.' : undefined);
    }
    const failed = steps.some(({ to }) => to === 'CREATE_FAILED');
    add(stack.name, STACK_TYPE, failed ? `${what}_FAILED` : `${what}_COMPLETE`);
    stack.events = [...kept, ...added];
  }

  private resourcesOf({ content }: Stack): readonly string[] {
    const { Resources } = JSON.parse(content.templateBody) as { Resources: Record<string, unknown> };
    return Object.keys(Resources);
  }

  private resourceStatus(stack: Stack, logicalId: string): 'there' | 'not there' {
    const last = this.past(stack).findLast((event) => event.logicalId === logicalId);
    return last?.status === 'CREATE_COMPLETE' || last?.status === 'DELETE_IN_PROGRESS'
      ? 'there'
      : 'not there';
  }

  private past(stack: Stack): readonly StackEvent[] {
    return stack.events.filter(({ at }) => at <= this.clock.now());
  }

  private status(stack: Stack): string {
    return this.past(stack).findLast(({ resourceType }) => resourceType === STACK_TYPE)?.status ?? '';
  }

  private isGone(stack: Stack): boolean {
    return this.status(stack) === 'DELETE_COMPLETE';
  }

  /** By its name only while it exists; by its ARN, too. */
  private find(nameOrArn: string): Stack | undefined {
    return this.stacks.find(
      (stack) => (stack.name === nameOrArn || stack.arn === nameOrArn) && !this.isGone(stack),
    );
  }
}

interface Step {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}
