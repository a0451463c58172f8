import type { AccountRegion } from '../../eks/state';
import type { SimulatedAws } from '../../simulated-aws';
import type { Value, ValueMap } from '../template/template';
import type { PermissionFacts } from '../permission-targets';

/** One resource of a stack, as its handler is asked to deal with it. */
export interface ResourceRequest {
  readonly aws: SimulatedAws;
  readonly accountRegion: AccountRegion;
  readonly properties: ValueMap;
  /** Tags of the stack and CloudFormation's own three, which it puts on every resource that takes tags. */
  readonly stackTags: Readonly<Record<string, string>>;
  /** Name for a resource whose template gives none: the same at every call for this resource. */
  readonly generatedName: string;
}

interface CreatedResource {
  /** What `Fn::GetAtt` gives, by attribute name. */
  readonly attributes: Readonly<Record<string, Value>>;
}

/** How CloudFormation makes and unmakes resources of one type. */
export interface ResourceHandler {
  /** The service as the messages of its errors name it. */
  readonly service: 'AutoScaling' | 'Ec2' | 'Eks' | 'Iam';
  readonly schema: ResourceSchema;
  /** What the permissions that the handler needs are evaluated on. */
  permissionFacts(request: ResourceRequest): PermissionFacts;
  /**
   * Creates the resource and waits until it is stable.
   * @param initiated called once, with the physical ID, when the service has accepted the resource
   */
  create(request: ResourceRequest, initiated: (physicalId: string) => void): Promise<CreatedResource>;
  /**
   * Changes the resource in place; absent where nothing here ever does. Create-only properties are the same as before.
   * @returns attributes that are others by that
   */
  update?(
    request: ResourceRequest,
    resource: { readonly physicalId: string; readonly previous: ValueMap },
  ): Promise<Readonly<Record<string, Value>>>;
  /** Deletes the resource and waits until it is gone; deleting what is gone already is no error. */
  delete(request: ResourceRequest, physicalId: string): Promise<void>;
}

/** The part of a resource type's registry schema that is checked before its handler is called. */
interface ResourceSchema {
  readonly required: readonly string[];
  readonly properties: readonly string[];
  readonly attributes: readonly string[];
  /** Properties that cannot change in place, as paths: `KubernetesNetworkConfig/IpFamily`. */
  readonly createOnly?: readonly string[];
}
