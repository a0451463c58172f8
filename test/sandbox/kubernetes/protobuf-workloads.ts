import type { FieldType, Message } from './protobuf';

const TEXTS: FieldType = { list: 'text' };

export const METADATA: FieldType = {
  message: {
    1: ['name', 'text'],
    2: ['generateName', 'text'],
    3: ['namespace', 'text'],
    5: ['uid', 'text'],
    6: ['resourceVersion', 'text'],
    11: ['labels', { map: 'text' }],
    12: ['annotations', { map: 'text' }],
  },
};

const CONTAINER: Message = {
  1: ['name', 'text'],
  2: ['image', 'text'],
  3: ['command', TEXTS],
  4: ['args', TEXTS],
  5: ['workingDir', 'text'],
  6: [
    'ports',
    { list: { message: { 1: ['name', 'text'], 3: ['containerPort', 'number'], 4: ['protocol', 'text'] } } },
  ],
  7: ['env', { list: { message: { 1: ['name', 'text'], 2: ['value', 'text'] } } }],
  14: ['imagePullPolicy', 'text'],
};
const POD: Message = {
  1: ['metadata', METADATA],
  2: [
    'spec',
    {
      message: {
        2: ['containers', { list: { message: CONTAINER } }],
        3: ['restartPolicy', 'text'],
        7: ['nodeSelector', { map: 'text' }],
        8: ['serviceAccountName', 'text'],
      },
    },
  ],
};
const JOB: Message = {
  1: ['metadata', METADATA],
  2: [
    'spec',
    {
      message: {
        1: ['parallelism', 'number'],
        2: ['completions', 'number'],
        6: ['template', { message: POD }],
      },
    },
  ],
};
const PORT: Message = {
  1: ['name', 'text'],
  2: ['protocol', 'text'],
  3: ['port', 'number'],
  4: ['targetPort', 'number or text'],
  5: ['nodePort', 'number'],
};

/** From the `protobuf` tags of https://github.com/kubernetes/api: as much of pods and services as kubectl makes itself. */
export const WORKLOADS: Readonly<Record<string, Message>> = {
  Pod: POD,
  Job: JOB,
  CronJob: {
    1: ['metadata', METADATA],
    2: [
      'spec',
      {
        message: {
          1: ['schedule', 'text'],
          3: ['concurrencyPolicy', 'text'],
          5: ['jobTemplate', { message: JOB }],
        },
      },
    ],
  },
  Deployment: {
    1: ['metadata', METADATA],
    2: [
      'spec',
      {
        message: {
          1: ['replicas', 'number'],
          2: ['selector', { message: { 1: ['matchLabels', { map: 'text' }] } }],
          3: ['template', { message: POD }],
        },
      },
    ],
  },
  Service: {
    1: ['metadata', METADATA],
    2: [
      'spec',
      {
        message: {
          1: ['ports', { list: { message: PORT } }],
          2: ['selector', { map: 'text' }],
          3: ['clusterIP', 'text'],
          4: ['type', 'text'],
          10: ['externalName', 'text'],
        },
      },
    ],
  },
};
