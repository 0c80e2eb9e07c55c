import { describe, expect, test } from 'vitest';
import type { NegotiationFailure } from '../../src/ir/result.ts';
import { type Changes, labOf, type LabOptions } from './lab.ts';

type Seen = Partial<NegotiationFailure>;
const AES128: Changes['ikeProposal'] = { encryption: [{ name: 'ENCR_AES_CBC', keyLength: 128 }] };

/** b answers, and differs from a in one parameter: what each end sees. */
const ROWS: readonly (readonly [string, LabOptions, initiator: Seen, responder: Seen])[] = [
  [
    'encryption of IKE',
    { b: { ikeProposal: { encryption: [{ name: 'ENCR_3DES' }] } } },
    {
      cause: 'ike-proposal-mismatch',
      notify: { name: 'NO_PROPOSAL_CHOSEN', number: 14, direction: 'received' },
    },
    {
      cause: 'ike-proposal-mismatch',
      parameter: 'ikeProposals.encryption',
      offered: [{ name: 'ENCR_AES_CBC', keyLength: 256 }],
      accepted: [{ name: 'ENCR_3DES' }],
    },
  ],
  [
    'key length of IKE',
    { b: { ikeProposal: AES128 } },
    { cause: 'ike-proposal-mismatch' },
    { parameter: 'ikeProposals.encryption', accepted: [{ name: 'ENCR_AES_CBC', keyLength: 128 }] },
  ],
  [
    'integrity of IKE',
    { b: { ikeProposal: { integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] } } },
    { cause: 'ike-proposal-mismatch' },
    { parameter: 'ikeProposals.integrity', accepted: ['AUTH_HMAC_SHA1_96'] },
  ],
  [
    'PRF',
    { b: { ikeProposal: { prfs: [{ name: 'PRF_HMAC_SHA1' }] } } },
    { cause: 'ike-proposal-mismatch' },
    { parameter: 'ikeProposals.prfs', offered: ['PRF_HMAC_SHA2_256'], accepted: ['PRF_HMAC_SHA1'] },
  ],
  [
    'group',
    { b: { ikeProposal: { dhGroups: [19] } } },
    { cause: 'ike-proposal-mismatch' },
    { cause: 'dh-group-mismatch', parameter: 'ikeProposals.dhGroups', offered: [14], accepted: [19] },
  ],
  [
    'version',
    { b: { version: 'ikev1' } },
    { cause: 'ike-proposal-mismatch' },
    { cause: 'version-mismatch', offered: 'ikev2', accepted: 'ikev1' },
  ],
  [
    'remote address',
    { b: { peer: { remote: [{ address: '192.0.2.77' }] } } },
    { cause: 'ike-proposal-mismatch' },
    { cause: 'no-peer-configured', parameter: 'peers.remote' },
  ],
  [
    'authentication method',
    { b: { peer: { remoteAuthentication: 'rsa-signature' } } },
    { cause: 'authentication-failed' },
    {
      cause: 'authentication-method-mismatch',
      parameter: 'peers.remoteAuthentication',
      offered: 'pre-shared-key',
      accepted: 'rsa-signature',
    },
  ],
  [
    'identity that the responder expects',
    { b: { peer: { remoteIds: [{ type: 'ID_FQDN', value: 'a.example' }] } } },
    {
      cause: 'authentication-failed',
      notify: { name: 'AUTHENTICATION_FAILED', number: 24, direction: 'received' },
    },
    {
      cause: 'remote-id-mismatch',
      offered: { type: 'ID_IPV4_ADDR', value: '198.51.100.1' },
      accepted: [{ type: 'ID_FQDN', value: 'a.example' }],
    },
  ],
  [
    'identity that the initiator expects',
    { b: { peer: { localId: { type: 'ID_FQDN', value: 'b.example' } } } },
    { cause: 'remote-id-mismatch', offered: { type: 'ID_FQDN', value: 'b.example' } },
    { cause: 'authentication-failed', exchange: 'informational' },
  ],
  [
    'no identity of its own',
    { b: { peer: { localId: { type: 'ID_FQDN' } } } },
    { cause: 'authentication-failed' },
    { cause: 'local-id-missing', parameter: 'peers.localId' },
  ],
  [
    'a key that the responder cannot read',
    { b: { peer: { preSharedKeys: [{ secret: { unreadable: 'psk:to-a' } }] } } },
    { cause: 'authentication-failed' },
    { cause: 'unverifiable-secret', parameter: 'peers.preSharedKeys' },
  ],
  [
    'an identity that the responder cannot read',
    { b: { peer: { remoteIds: [{ type: 'ID_IPV4_ADDR', value: 'unknown:198.xx' }] } } },
    { cause: 'authentication-failed' },
    { cause: 'unverifiable-secret', parameter: 'peers.remoteIds' },
  ],
  [
    'encryption of the child SA',
    {
      b: {
        ipsecProposal: {
          esp: {
            encryption: [{ name: 'ENCR_AES_CBC', keyLength: 128 }],
            integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }],
          },
        },
      },
    },
    {
      cause: 'child-proposal-mismatch',
      notify: { name: 'NO_PROPOSAL_CHOSEN', number: 14, direction: 'received' },
    },
    { cause: 'child-proposal-mismatch', parameter: 'ipsecProposals.esp.encryption' },
  ],
  [
    'integrity of the child SA',
    {
      b: {
        ipsecProposal: {
          esp: {
            encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }],
            integrity: [{ name: 'AUTH_HMAC_SHA1_96' }],
          },
        },
      },
    },
    { cause: 'child-proposal-mismatch' },
    { parameter: 'ipsecProposals.esp.integrity', accepted: ['AUTH_HMAC_SHA1_96'] },
  ],
  [
    'protocol of the child SA',
    { b: { gateway: { ipsecProposals: [ah()] } } },
    { cause: 'child-proposal-mismatch' },
    { cause: 'child-proposal-mismatch', parameter: 'ipsecProposals', offered: ['esp'], accepted: ['ah'] },
  ],
  [
    'encapsulation',
    { b: { ipsecProposal: { encapsulation: 'transport' } } },
    { cause: 'child-proposal-mismatch' },
    { cause: 'encapsulation-mismatch', offered: 'tunnel', accepted: 'transport' },
  ],
  [
    'selectors',
    { b: { selector: { remote: { prefix: '10.9.0.0/16' } } } },
    { cause: 'selector-mismatch', notify: { name: 'TS_UNACCEPTABLE', number: 38, direction: 'received' } },
    { cause: 'selector-mismatch', parameter: 'policies.selectors' },
  ],
  [
    'a peer without a policy',
    {
      b: {
        gateway: {
          policies: [],
          interfaces: [{ name: 'wan', kind: 'physical', addresses: ['203.0.113.2/24'], enabled: true }],
        },
      },
    },
    { cause: 'selector-mismatch' },
    { cause: 'no-policy', parameter: 'policies.selectors' },
  ],
];
function ah(): NonNullable<NonNullable<Changes['gateway']>['ipsecProposals']>[number] {
  return {
    name: 'p',
    ah: { integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }] },
    encapsulation: 'tunnel',
    extendedSequenceNumbers: false,
    compression: 'none',
  };
}

describe('what differs, and what each end sees of it', () => {
  test.each(ROWS)('%s', (_name, options, initiator, responder) => {
    const lab = labOf(options).until(1000);
    expect(lab.failures('a')[0]).toMatchObject({ role: 'initiator', version: 'ikev2', ...initiator });
    expect(lab.failures('b')[0]).toMatchObject({ role: 'responder', version: 'ikev2', ...responder });
    expect([lab.children('a'), lab.children('b')]).toEqual([[], []]);
  });
  test('an unreadable key may be taken for right: then it is only noted', () => {
    const lab = labOf({
      unverifiable: 'accept',
      b: { peer: { preSharedKeys: [{ secret: { unreadable: 'psk:to-a' } }] } },
    }).settle();
    expect([lab.children('a').length, lab.children('b').length]).toEqual([1, 1]);
    expect(lab.failures('b').map(({ cause }) => cause)).toEqual(['unverifiable-secret']);
  });
});

describe('faults that a gateway can have', () => {
  test('a wrong proof', () => {
    const lab = labOf();
    lab.simulation.perform({ kind: 'impair', gateway: 'a', impairments: { wrongAuthentication: true } });
    lab.until(1000);
    expect(lab.failures('b')[0]).toMatchObject({ cause: 'authentication-failed' });
  });
  test('wrong selectors', () => {
    const lab = labOf();
    lab.simulation.perform({ kind: 'impair', gateway: 'a', impairments: { wrongSelectors: true } });
    lab.until(1000);
    expect(lab.failures('b')[0]).toMatchObject({ cause: 'selector-mismatch' });
  });
  test('no answers', () => {
    const lab = labOf();
    lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { silent: true } });
    lab.until(200_000);
    expect(lab.failures('a')).toMatchObject([{ cause: 'no-response', time: 165_061 }]);
    expect(lab.failures('b').map(({ cause }) => cause)).toContain('no-response'); // half-open for 30 s
  });
  test('a clock that is fast', () => {
    const lab = labOf({ behaviour: { childRekeyBy: 'initiator' } });
    lab.simulation.perform({ kind: 'impair', gateway: 'a', impairments: { clockRate: 2 } });
    lab.until(1_260_050); // half of 70 % of an hour
    expect(lab.children('a')[0]?.inbound[0]?.state).toBe('rekeying');
  });
  test('an SPI that is used already', () => {
    const lab = labOf().settle();
    const spi = lab.children('b')[0]?.inbound[0]?.spi ?? 0;
    lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { spis: [spi] } });
    lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how: 'soft', select: {} });
    lab.settle();
    expect(lab.offline('b').map(({ reason }) => reason)).toContain('spi-conflict');
  });
  test('a reboot: INITIAL_CONTACT clears what the other end still holds', () => {
    const lab = labOf().settle();
    lab.simulation.perform({ kind: 'reboot', gateway: 'a' });
    lab.settle();
    expect([lab.ike('a').length, lab.ike('b').length]).toEqual([1, 1]);
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual(['ike-sa-replaced']);
  });
  test.each(['aaa-disconnect', 'address-lease-expiry'] as const)('%s', (cause) => {
    const lab = labOf().settle();
    lab.simulation.perform({ kind: 'disconnect', gateway: 'b', cause, select: {} });
    lab.settle();
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual([cause]);
    expect(lab.offline('a').map(({ reason }) => reason)).toEqual(['peer-request']);
    expect(lab.children('a')).toHaveLength(1);
  });
  test('a host name that resolves to another address', () => {
    const lab = labOf({
      a: { peer: { remote: [{ fqdn: 'b.example' }] } },
      network: { names: { 'b.example': '203.0.113.2' } },
    }).settle();
    expect(lab.children('a')).toHaveLength(1);
    lab.simulation.perform({ kind: 'resolve', name: 'b.example', address: '203.0.113.9' });
    expect(lab.offline('a').map(({ reason }) => reason)).toEqual(['dns-change']);
  });
  test('a peer with a second address', () => {
    const lab = labOf({
      a: { peer: { remote: [{ address: '203.0.113.250' }, { address: '203.0.113.2' }] } },
    });
    lab.until(165_200);
    expect(lab.children('a').map(({ remote }) => remote.address)).toEqual(['203.0.113.2']);
  });
  test('too many half-open SAs: a cookie is asked for', () => {
    const lab = labOf({ b: { ike: { cookieThreshold: 0 } } }).settle();
    expect(lab.messages().map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'a 34 0 request SA KE N NAT-D NAT-D',
      'b 34 0 answer NOTIFY',
      'a 34 0 request NOTIFY SA KE N NAT-D NAT-D',
      'b 34 0 answer SA KE N NAT-D NAT-D NOTIFY',
      'a 35 1 request ID NOTIFY ID AUTH SA TS TS',
      'b 35 1 answer ID AUTH SA TS TS',
    ]);
  });
  // one group in common leaves nothing else to ask for
  test.each<readonly [groups: readonly number[], messages: number, agreed: number]>([
    [[14, 19], 6, 19],
    [[14], 4, 14],
  ])(
    'INVALID_KE_PAYLOAD by force, with the groups %j: %i messages, group %i',
    (dhGroups, messages, agreed) => {
      const lab = labOf({ both: { ikeProposal: { dhGroups } } });
      lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { invalidKeyExchanges: 1 } });
      lab.settle();
      expect(lab.messages()).toHaveLength(messages);
      expect(lab.ike('a').map(({ suite }) => suite?.dhGroup)).toEqual([agreed]);
    },
  );
  test('as many IKE SAs as the one who begins can hold', () => {
    const lab = labOf({ both: { peer: { initialContact: false } }, behaviour: { ikeSaLimit: 1 } }).settle();
    lab.simulation.execute('a', { kind: 'initiate', select: {}, level: 'ike', wait: false });
    lab.settle();
    expect(lab.ike('a')).toHaveLength(1);
  });
  test.each([
    ['on', 'on', true, true],
    ['on', 'off', true, false],
    ['off', 'force', false, true],
    ['off', 'off', false, false],
  ] as const)('fragmentation %s and %s is told by %s and %s (RFC 7383 section 2.3)', (a, b, byA, byB) => {
    const lab = labOf({ a: { peer: { fragmentation: a } }, b: { peer: { fragmentation: b } } }).settle();
    const told = lab.simulation.trace.flatMap((record) =>
      record.kind === 'sent' && 'exchange' in record.content && record.content.exchange === 34
        ? [record.content.payloads.some((payload) => payload.kind === 'NOTIFY' && payload.type === 16_430)]
        : [],
    );
    expect(told).toEqual([byA, byB]);
  });
  test('as many IKE SAs as it can hold', () => {
    const lab = labOf({ behaviourOfB: { ikeSaLimit: 1 } }).settle();
    lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'ike', how: 'soft', select: {} });
    lab.settle();
    expect(lab.failures('b').map(({ cause }) => cause)).toEqual(['limit-reached']);
    expect(lab.ike('a')).toHaveLength(1);
  });
});

describe('liveness', () => {
  const DPD = {
    idleSeconds: 30,
    retryIntervalSeconds: 15,
    retries: 3,
    payloadOrder: 'hash-notify',
    then: 'by-policy',
  } as const;
  test('periodic: idle for 30 s, then 3 probes of 15 s', () => {
    const lab = labOf({ a: { peer: { dpd: { ...DPD, mode: 'periodic' } } } }).settle();
    lab.simulation.perform({ kind: 'link', between: ['a', 'b'], properties: { up: false } });
    lab.until(40 + 75_000);
    expect(lab.offline('a')).toMatchObject([{ reason: 'dpd-timeout', time: 75_040, level: 'ike' }]);
    expect(
      lab
        .messages()
        .slice(4, 7)
        .map((line) => Number(line.split(' ')[0])),
    ).toEqual([30_040, 45_040, 60_040]);
  });
  test('it costs two messages while the peer lives, and one end asks', () => {
    const lab = labOf({ both: { peer: { dpd: { ...DPD, mode: 'periodic' } } } }).settle();
    lab.until(300_000);
    expect(lab.offline('a')).toEqual([]);
    expect(lab.messages().length - 4).toBe(2 * 9);
  });
  test('on demand: only who has sent something asks', () => {
    const lab = labOf({ a: { peer: { dpd: { ...DPD, mode: 'on-demand' } } } }).settle();
    lab.until(200_000);
    expect(lab.messages()).toHaveLength(4);
    lab.simulation.send('a', {
      source: '10.1.0.5',
      destination: '10.2.0.9',
      protocol: 17,
      sourcePort: 1,
      destinationPort: 1,
      octets: 100,
    });
    lab.until(231_000);
    expect(lab.messages()).toHaveLength(6);
  });
});

describe('NAT', () => {
  const NAT = { nats: [{ name: 'nat', outside: '192.0.2.99', inside: ['a'], mappingTimeoutSeconds: 300 }] };
  const OPEN: LabOptions = { b: { peer: { remote: [], remoteIds: [] } }, network: NAT };
  test('it is found, and both ends go to port 4500', () => {
    const lab = labOf(OPEN).settle();
    expect(lab.ike('a')[0]).toMatchObject({ nat: 'local', local: { port: 4500 }, remote: { port: 4500 } });
    expect(lab.ike('b')[0]).toMatchObject({ nat: 'remote', remote: { address: '192.0.2.99' } });
    expect(lab.children('b')[0]?.udpEncapsulation).toBe(true);
  });
  test('who is behind it keeps the mapping alive', () => {
    const lab = labOf(OPEN).settle();
    lab.until(100_000);
    const result = lab.simulation.execute('b', { kind: 'show-statistics', subject: 'ike-messages' });
    expect(result).toMatchObject({ statistics: { messages: { natKeepalivesReceived: 4 } } });
  });
  test('another mapping: the responder follows', () => {
    const lab = labOf(OPEN).settle();
    const port = lab.ike('b')[0]?.remote.port;
    lab.simulation.perform({ kind: 'nat-rebind', nat: 'nat' });
    lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how: 'soft', select: {} });
    lab.settle();
    expect(lab.ike('b')[0]?.remote.port).not.toBe(port);
    expect(lab.children('b')).toHaveLength(1);
  });
  test('forced: there is none, and both ends behave as if', () => {
    const lab = labOf({ both: { peer: { natTraversal: 'force' } } }).settle();
    expect(lab.ike('a')[0]).toMatchObject({ nat: 'remote', local: { port: 4500 } });
  });
  test('off, and the mapping changes: the SA has come to its end', () => {
    const lab = labOf({
      a: { peer: { natTraversal: 'off' } },
      b: { peer: { remote: [], remoteIds: [], natTraversal: 'off' } },
      network: NAT,
    }).settle();
    lab.simulation.perform({ kind: 'nat-rebind', nat: 'nat' });
    lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how: 'soft', select: {} });
    lab.until(lab.time + 100);
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual(['port-mismatch-expiry']);
  });
});

describe('reauthentication', () => {
  test.each([
    ['before the old SA goes', true, ['ike-sa-replaced']],
    ['after it', false, ['ike-sa-replaced']],
  ])('%s', (_name, makeBeforeBreak, reasons) => {
    const lab = labOf({
      a: { peer: { reauthenticationSeconds: 600 } },
      behaviour: { makeBeforeBreak },
    }).settle();
    const [old] = lab.ike('a');
    lab.until(601_000);
    expect(lab.ike('a').map(({ id, state }) => [id === old?.id, state])).toEqual([[false, 'established']]);
    expect(lab.children('b')).toHaveLength(1);
    expect(lab.offline('a').map(({ reason }) => reason)).toEqual(reasons);
  });
  test('it does not come in time', () => {
    const lab = labOf({ a: { peer: { reauthenticationSeconds: 600 } } }).settle();
    lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { silent: true } });
    lab.until(766_000);
    expect(lab.offline('a').map(({ reason }) => reason)).toEqual(['reauthentication-timeout']);
  });
});

test('both ends begin at once: one IKE SA stays, and both know which', () => {
  const lab = labOf({ b: { policy: { initiation: 'at-once' } } }).settle();
  expect([lab.ike('a').length, lab.children('a').length]).toEqual([1, 1]);
  expect(lab.ike('a')[0]?.initiatorSpi).toBe(lab.ike('b')[0]?.initiatorSpi);
});
