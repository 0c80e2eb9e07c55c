import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialectNamed } from '../../src/dialects/registry.ts';
import type { IrDocument } from '../../src/ir/document.ts';
import { translate } from '../../src/translate/translate.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/rosetta/usg-ikev2/gateway.json');

/** A peer with certificates and an empty list of keys: what says that there is none is a statement too. */
function withCertificates({ gateway, ...document }: IrDocument): string {
  if (gateway === undefined) throw new Error('the fixture has no gateway');
  const ikeProposals = gateway.ikeProposals.map((proposal) => ({
    ...proposal,
    authenticationMethod: 'rsa-signature' as const,
  }));
  const peers = gateway.peers.map((peer) => ({
    ...peer,
    preSharedKeys: [],
    localAuthentication: 'rsa-signature' as const,
    remoteAuthentication: 'rsa-signature' as const,
    certificates: { certificate: 'own', key: 'own', authority: 'root', verify: true },
  }));
  return JSON.stringify({ ...document, gateway: { ...gateway, ikeProposals, peers } }, null, 2);
}

describe('certificates of an IR document, and no key', () => {
  const text = withCertificates(JSON.parse(readFileSync(FIXTURE, 'utf8')));
  it.each([
    ['tmsh', '16'],
    ['vrp', 'usg'],
    ['vrp', 'ar'],
    ['vrp', 'ne'],
  ])('to %s@%s: every statement is told', (name, profile) => {
    const [ir, dialect] = [dialectNamed('ir'), dialectNamed(name)];
    if (ir === undefined || dialect === undefined) throw new Error(`no such dialect: ${name}`);
    const { bugs, report } = translate([{ name: 'gateway.json', text }], {
      from: { dialect: ir, profile: ir.defaultProfile },
      to: { dialect, profile },
      because: 'the test says so',
      accepted: new Set(),
      placeholders: {},
      compact: false,
    });
    expect([bugs, report.verdict]).toEqual([[], 'lossy']);
  });
});
