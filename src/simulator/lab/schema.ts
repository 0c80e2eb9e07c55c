import { DURATION_PATTERN } from './duration.ts';

/** Devices of one lab: the hub of a large network. */
export const MOST_DEVICES = 2000;
const NAME = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$';

const name = { type: 'string', pattern: NAME, description: 'The name of a device.' } as const;
const duration = { type: 'string', pattern: DURATION_PATTERN } as const;
const percentage = { type: 'string', pattern: '^(?:100|\\d{1,2}(?:\\.\\d{1,3})?)%$' } as const;
const ends = {
  type: 'array',
  items: name,
  minItems: 2,
  maxItems: 2,
  uniqueItems: true,
  description: 'The two devices that it joins.',
} as const;
const quality = {
  latency: { ...duration, description: 'From one end to the other. Default 10ms.' },
  jitter: { ...duration, description: 'Added to the latency of each message, from none to this much.' },
  loss: { ...percentage, description: 'Of a hundred messages so many are lost: 2.5%.' },
  duplication: { ...percentage, description: 'Of a hundred messages so many come twice.' },
} as const;

/** JSON Schema of a lab file, for editors and for reading; docs/lab.schema.json is its copy. */
export const labSchema: object = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A lab of tunnelglot',
  type: 'object',
  required: ['lab', 'devices'],
  additionalProperties: false,
  properties: {
    lab: { const: 1, description: 'The version of this format.' },
    seed: {
      type: 'integer',
      minimum: 0,
      maximum: 4_294_967_295,
      description:
        'Of everything that is drawn: SPIs, losses, jitter. Same seed, same script: same transcript.',
    },
    start: {
      type: 'string',
      pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,3})?Z$',
      description: 'When virtual time begins: 2024-11-09T08:50:30Z.',
    },
    devices: {
      type: 'object',
      minProperties: 1,
      maxProperties: MOST_DEVICES,
      propertyNames: { pattern: NAME },
      description: 'The gateways, by name.',
      additionalProperties: {
        type: 'object',
        required: ['config'],
        additionalProperties: false,
        properties: {
          config: {
            description: 'The files of its configuration, relative to the lab.',
            anyOf: [
              { type: 'string', minLength: 1 },
              { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 },
            ],
          },
          dialect: {
            type: 'string',
            minLength: 1,
            description:
              'vrp, tmsh or racoon, with a profile where it matters: vrp@usg. Absent: the files tell.',
          },
          level: {
            type: 'integer',
            minimum: 0,
            maximum: 15,
            description:
              'User level of its sessions, where the dialect has levels (VRP): 0 visit, 1 monitoring, 2 configuration, 3 management. Absent: everything is allowed.',
          },
        },
      },
    },
    links: {
      type: 'array',
      description: 'What joins the devices. Absent: each reaches every other one.',
      items: {
        type: 'object',
        required: ['between'],
        additionalProperties: false,
        properties: {
          between: ends,
          ...quality,
          nat: {
            type: 'object',
            required: ['inside', 'outside'],
            additionalProperties: false,
            description: 'A NAT in front of one end.',
            properties: {
              inside: name,
              outside: { type: 'string', description: 'The address that others see.' },
            },
          },
        },
      },
    },
    events: {
      type: 'array',
      description: 'What happens to links, and when.',
      items: {
        type: 'object',
        required: ['at', 'link'],
        additionalProperties: false,
        properties: {
          at: { ...duration, description: 'After the start of the lab.' },
          link: ends,
          state: { enum: ['up', 'down'] },
          ...quality,
        },
      },
    },
  },
};
