/**
 * Regions by partition, for the form, which has no SDK to ask; a test holds it against the SDK's own table. A region that
 * fits none may still exist: partitions grow.
 */
const REGIONS: Readonly<Record<string, RegExp>> = {
  aws: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
  'aws-cn': /^cn-\w+-\d+$/,
  'aws-eusc': /^eusc-(de)-\w+-\d+$/,
  'aws-iso': /^us-iso-\w+-\d+$/,
  'aws-iso-b': /^us-isob-\w+-\d+$/,
  'aws-iso-e': /^eu-isoe-\w+-\d+$/,
  'aws-iso-f': /^us-isof-\w+-\d+$/,
  'aws-us-gov': /^us-gov-\w+-\d+$/,
};

/** Whether a text is formed like a region's name; whether there is such a region only AWS knows. */
export function isRegionName(text: string): boolean {
  return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text);
}

/** The partition of a region; `undefined` where the region is none that we know. */
export function partitionOf(region: string): string | undefined {
  return Object.entries(REGIONS).find(([, regions]) => regions.test(region))?.[0];
}
