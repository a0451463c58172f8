import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { partition } from '@aws-sdk/core/client';
import { clusterConsole, serviceQuotasConsole } from '../../../src/core/console-link';
import { clusterArn, parseArn, parseRoleArn } from '../../../src/core/arn';
import { partitionOf } from '../../../src/core/partitions';
import { homeRegion } from '../../../src/aws/sign-in-errors';

/** One region of each partition, and the region in which its global services live. */
const PARTITIONS = {
  aws: {
    region: 'eu-central-1',
    home: 'us-east-1',
    console: /^https:\/\/eu-central-1\.console\.aws\.amazon\.com\//,
  },
  'aws-cn': {
    region: 'cn-northwest-1',
    home: 'cn-northwest-1',
    console: /^https:\/\/cn-northwest-1\.console\.amazonaws\.cn\//,
  },
  'aws-us-gov': {
    region: 'us-gov-east-1',
    home: 'us-gov-west-1',
    console: /^https:\/\/us-gov-east-1\.console\.amazonaws-us-gov\.com\//,
  },
  'aws-eusc': {
    region: 'eusc-de-east-1',
    home: 'eusc-de-east-1',
    console: /^https:\/\/eusc-de-east-1\.console\.amazonaws-eusc\.eu\//,
  },
  'aws-iso': { region: 'us-iso-east-1', home: 'us-iso-east-1', console: undefined },
  'aws-iso-b': { region: 'us-isob-east-1', home: 'us-isob-east-1', console: undefined },
  'aws-iso-e': { region: 'eu-isoe-west-1', home: 'eu-isoe-west-1', console: undefined },
  'aws-iso-f': { region: 'us-isof-south-1', home: 'us-isof-south-1', console: undefined },
} as const;

for (const [name, { region, home, console }] of Object.entries(PARTITIONS)) {
  describe(`The partition ${name}`, () => {
    it('is known by its region, to the form as to the SDK', () => {
      strictEqual(partitionOf(region), name);
      strictEqual(partition(region).name, name);
    });

    it('has the region of its global services', () => strictEqual(homeRegion(region), home));

    it('is in ARNs', () => {
      const cluster = { partition: name, region, accountId: '222222222222', name: 'demo' };
      strictEqual(parseArn(clusterArn(cluster))?.partition, name);
      strictEqual(parseRoleArn(`arn:${name}:iam::222222222222:role/team/eks-provision`)?.partition, name);
    });

    it(console ? 'has a console' : 'has a console that is not public', () => {
      const place = { partition: name, region };
      for (const url of [clusterConsole({ ...place, name: 'demo' }), serviceQuotasConsole(place)]) {
        if (console) ok(url && console.test(url), url);
        else strictEqual(url, undefined);
      }
    });
  });
}

describe('The form’s table of regions', () => {
  it('has the SDK’s partitions, region by region', async () => {
    const sdk = await sdkRegions();
    ok(sdk.length > 30);
    deepStrictEqual(
      sdk.map(({ region }) => ({ region, partition: partitionOf(region) })),
      sdk,
    );
  });

  it('knows nothing of what is no region', () => {
    for (const text of ['', 'aws-global', 'eu-central-1a', 'moon-east-1'])
      strictEqual(partitionOf(text), undefined);
  });
});

/** The SDK keeps its table to itself: it is read where it lies, a line of JavaScript before JSON. */
async function sdkRegions(): Promise<readonly { readonly region: string; readonly partition: string }[]> {
  const path = 'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  const text = await readFile(join(__dirname, '../../..', path), 'utf8');
  const { partitions } = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as {
    partitions: readonly { id: string; regions: Readonly<Record<string, unknown>> }[];
  };
  return partitions.flatMap(({ id, regions }) =>
    Object.keys(regions)
      .filter((region) => !region.endsWith('-global'))
      .map((region) => ({ region, partition: id })),
  );
}
