import type { Account } from '../accounts';
import { ServiceError } from '../service';

/** A repository of ECR, and what was pushed to it. */
export interface Repository {
  readonly arn: string;
  readonly name: string;
  readonly uri: string;
  readonly createdAt: Date;
  readonly tags: Map<string, string>;
  readonly scanOnPush: boolean;
  readonly tagMutability: string;
  readonly encryptionType: string;
  lifecyclePolicy: string | undefined;
  /** Digests of layers and configurations that were uploaded. */
  readonly blobs: Set<string>;
  /** By digest. */
  readonly images: Map<string, Image>;
  /** Digests by tag. */
  readonly imageTags: Map<string, string>;
}

/** A manifest, of an image or of an index of several. */
export interface Image {
  readonly digest: string;
  readonly mediaType: string;
  readonly manifest: Buffer;
  readonly pushedAt: Date;
  /** Of its layers and configuration; of an index, 0. */
  readonly bytes: number;
}

/** Where a repository is. */
export interface RegistryPlace {
  readonly account: Account;
  readonly region: string;
}

export function repositoryArn({ account, region }: RegistryPlace, name: string): string {
  return `arn:${account.partition}:ecr:${region}:${account.id}:repository/${name}`;
}

export function findRepository(place: RegistryPlace, name: string): Repository | undefined {
  return place.account.repositories.get(repositoryArn(place, name));
}

/** All of one region, by name. */
export function repositoriesIn(place: RegistryPlace): readonly Repository[] {
  const prefix = repositoryArn(place, '');
  return [...place.account.repositories.values()]
    .filter(({ arn }) => arn.startsWith(prefix))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** As `docker push` shows it too: https://github.com/aws/containers-roadmap/issues/853 */
export function notFoundText({ id }: Account, name: string): string {
  return `The repository with name '${name}' does not exist in the registry with id '${id}'`;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html */
export function requiredRepository(place: RegistryPlace, name: string): Repository {
  const repository = findRepository(place, name);
  if (!repository) throw new ServiceError('RepositoryNotFoundException', notFoundText(place.account, name));
  return repository;
}

/** Tags of an image, the oldest first. */
export function tagsOf({ imageTags }: Repository, digest: string): readonly string[] {
  return [...imageTags].filter(([, tagged]) => tagged === digest).map(([tag]) => tag);
}
