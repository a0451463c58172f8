import { text, type Input } from '../input';
import { ServiceError } from '../service';

const PATTERN = '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*';
const NAME = new RegExp(`^${PATTERN}$`);

/** A repository's name, as the model has it: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export function requiredName(input: Input): string {
  const name = text(input, 'repositoryName');
  if (name === undefined) throw invalid('must not be null');
  if (name.length < 2) throw invalid('must have length greater than or equal to 2');
  if (name.length > 256) throw invalid('must have length less than or equal to 256');
  if (!NAME.test(name)) throw invalid(`must satisfy regular expression '${PATTERN}'`);
  return name;
}

function invalid(constraint: string): ServiceError {
  return new ServiceError(
    'InvalidParameterException',
    `Invalid parameter at 'repositoryName' failed to satisfy constraint: '${constraint}'`,
  );
}
