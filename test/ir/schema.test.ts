import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { IrDocument } from '../../src/ir/document.ts';
import { schema } from '../../src/ir/schema.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');
const scenarios = readdirSync(ROSETTA, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);
const isDocument = new Ajv({ allowUnionTypes: true }).compile<IrDocument>(schema);

function documentOf(scenario: string): IrDocument {
  const document: IrDocument = JSON.parse(readFileSync(join(ROSETTA, scenario, 'gateway.json'), 'utf8'));
  return document;
}

describe('the JSON Schema takes every document typed by hand', () => {
  it.each(scenarios)('%s', (scenario) => {
    isDocument(documentOf(scenario));
    expect(isDocument.errors ?? []).toEqual([]);
  });
});

describe('and refuses what is none', () => {
  const whole = documentOf('usg-ikev2');
  const { gateway } = whole;
  const changed = (change: (gateway: Gateway) => object): unknown =>
    gateway === undefined ? undefined : { ...whole, gateway: change(gateway) };
  const rows: readonly (readonly [what: string, document: unknown])[] = [
    ['another version', { ...whole, ir: 2 }],
    ['no version', { gateway }],
    ['an unknown member', { ...whole, extra: 1 }],
    ['no peers', changed(({ peers: _peers, ...rest }) => rest)],
    [
      'a number as text',
      changed((given) => ({ ...given, ike: { ...given.ike, natKeepaliveSeconds: '20' } })),
    ],
    [
      'an algorithm that is none',
      changed((given) => ({
        ...given,
        ikeProposals: given.ikeProposals.map((proposal) => ({
          ...proposal,
          encryption: [{ name: 'ENCR_ROT13' }],
        })),
      })),
    ],
    [
      'a default left out',
      changed((given) => ({ ...given, peers: given.peers.map(({ rekey: _rekey, ...peer }) => peer) })),
    ],
    [
      'a bag of vendor extensions',
      changed((given) => ({
        ...given,
        policies: given.policies.map((policy) => ({ ...policy, huawei: {} })),
      })),
    ],
  ];
  it.each(rows)('%s', (_what, document) => {
    expect(isDocument(document)).toBe(false);
  });
});
