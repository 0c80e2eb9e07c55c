import type { Written } from '../../dialects/dialect.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../ir/ike.ts';
import type { IpsecProposal, Policy } from '../../ir/ipsec.ts';
import type { Origins } from '../../ir/origins.ts';
import { type DialectProfile, nameOf } from '../../translate/dialect-profile.ts';
import { legalize } from '../../translate/legalize/index.ts';

/** Each has an access list of its own in the hub, of which some dialects have a thousand. */
export const MOST_SPOKES = 1000;

/** A hub and its spokes, to be written. */
export interface NewLab {
  readonly spokes: number;
  readonly hub: DialectProfile;
  readonly spoke: DialectProfile;
}
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A lab of a hub that keeps a tunnel to each of its spokes, in addresses for tests (RFC 2544) and private ones. */
export function newLab({ spokes, hub, spoke }: NewLab): readonly NewFile[] {
  const numbers = Array.from({ length: spokes }, (_spoke, index) => index + 1);
  const hubFiles = filesOf('hub', hubGateway(numbers), hub);
  const spokeFiles = numbers.map((number) => filesOf(spokeName(number), spokeGateway(number), spoke));
  const lines = [
    `# ${spokes} spokes around a hub, written by "tunnelglot lab new".`,
    'lab: 1',
    'seed: 1',
    'start: 2026-01-01T00:00:00Z',
    'devices:',
    deviceLine('hub', hubFiles, hub),
    ...numbers.map((number, index) => deviceLine(spokeName(number), spokeFiles[index] ?? [], spoke)),
  ];
  return [{ path: 'lab.yaml', text: `${lines.join('\n')}\n` }, ...hubFiles, ...spokeFiles.flat()];
}

function deviceLine(name: string, files: readonly NewFile[], dialect: DialectProfile): string {
  return `  ${name}: { config: [${files.map(({ path }) => path).join(', ')}], dialect: ${nameOf(dialect)} }`;
}

function spokeName(number: number): string {
  return `spoke${number}`;
}

/** The gateway in the words of its dialect, made to fit where that cannot say all of it. */
function filesOf(name: string, gateway: Gateway, to: DialectProfile): readonly NewFile[] {
  const { target } = to.dialect;
  if (target === undefined) throw new Error(`${to.dialect.name} can be read, not written`);
  const origins: Origins = new Map();
  const leave = { accepted: new Set<string>(), placeholders: {} };
  const legal = legalize(gateway, origins, { target, name: nameOf(to), profile: to.profile, leave });
  const style = {
    layout: target.layouts?.[0] ?? 'blocks',
    compact: false,
    placeholders: {},
    origins: false,
  } as const;
  const raised = target.raise(legal.gateway, origins, to.profile, style);
  const written: readonly Written[] = target.write(raised, to.profile, style);
  // A device with one file gives it its own name, one with several has a folder.
  return written.map(({ file, text }) => ({
    path:
      written.length === 1
        ? `devices/${name}${file.slice(file.lastIndexOf('.'))}`
        : `devices/${name}/${file}`,
    text,
  }));
}

const HUB_ADDRESS = '198.18.0.1';
const HUB_NETWORK = '10.0.0.0/16';
const PER_OCTET = 250;

/** Spokes are counted from 1. */
function outside(number: number): string {
  return `198.18.${1 + Math.floor((number - 1) / PER_OCTET)}.${1 + ((number - 1) % PER_OCTET)}`;
}
function inside(number: number): string {
  return `10.${1 + Math.floor((number - 1) / PER_OCTET)}.${(number - 1) % PER_OCTET}.0/24`;
}

function hubGateway(numbers: readonly number[]): Gateway {
  return gatewayWith(
    'hub',
    HUB_ADDRESS,
    numbers.map((number) => ({
      name: spokeName(number),
      number,
      remote: outside(number),
      local: HUB_ADDRESS,
      near: HUB_NETWORK,
      far: inside(number),
    })),
  );
}

function spokeGateway(number: number): Gateway {
  const tunnel = {
    name: 'hub',
    number,
    remote: HUB_ADDRESS,
    local: outside(number),
    near: inside(number),
    far: HUB_NETWORK,
  };
  return gatewayWith(spokeName(number), outside(number), [tunnel]);
}

interface Tunnel {
  readonly name: string;
  readonly number: number;
  readonly remote: string;
  readonly local: string;
  readonly near: string;
  readonly far: string;
}

function gatewayWith(hostname: string, address: string, tunnels: readonly Tunnel[]): Gateway {
  return {
    hostname,
    ike: { heartbeat: { sequence: 'old', spiList: false }, natKeepaliveSeconds: 20, listen: [] },
    interfaces: [
      { name: 'GigabitEthernet1/0/0', kind: 'physical', addresses: [`${address}/15`], enabled: true },
    ],
    routes: [],
    ikeProposals: [IKE_PROPOSAL],
    peers: tunnels.map(peer),
    ipsecProposals: [IPSEC_PROPOSAL],
    policies: tunnels.map(policy),
    manualSas: [],
  };
}

const AES = { name: 'ENCR_AES_CBC', keyLength: 256 } as const;
const SHA = { name: 'AUTH_HMAC_SHA2_256_128' } as const;
const IKE_PROPOSAL: IkeProposal = {
  name: '1',
  encryption: [AES],
  hashes: ['SHA2-256'],
  integrity: [SHA],
  prfs: [{ name: 'PRF_HMAC_SHA2_256' }],
  dhGroups: [14],
  authenticationMethod: 'pre-shared-key',
  lifetimeSeconds: 28_800,
};
const IPSEC_PROPOSAL: IpsecProposal = {
  name: 'prop1',
  esp: { encryption: [AES], integrity: [SHA] },
  encapsulation: 'tunnel',
  extendedSequenceNumbers: false,
  compression: 'none',
};

function peer({ name, number, remote }: Tunnel): Peer {
  return {
    name,
    enabled: true,
    remote: [{ address: remote }],
    versions: ['ikev2'],
    exchangeModes: [],
    localAuthentication: 'pre-shared-key',
    remoteAuthentication: 'pre-shared-key',
    localId: { type: 'ID_IPV4_ADDR' },
    remoteIds: [{ type: 'ID_IPV4_ADDR', value: remote }],
    verifyRemoteId: true,
    proposals: ['1'],
    preSharedKeys: [{ secret: { psk: `Lab-Key-${number}` } }],
    natTraversal: 'on',
    fragmentation: 'off',
    initialContact: true,
    childSasDependOnIkeSa: false,
    lifetimeCheck: 'shorter',
    rekey: 'on',
    configurationPayload: 'none',
    dpd: {
      mode: 'periodic',
      idleSeconds: 30,
      retryIntervalSeconds: 15,
      retries: 3,
      payloadOrder: 'notify-hash',
      then: 'by-policy',
    },
  };
}

function policy({ name, number, local, near, far }: Tunnel, index: number): Policy {
  return {
    name: 'map1',
    sequence: index + 1,
    enabled: true,
    kind: 'policy-based',
    peer: name,
    proposals: ['prop1'],
    selectorGrouping: 'separate',
    acceptSelectors: 'configured',
    selectors: [
      {
        action: 'protect',
        local: { prefix: near },
        remote: { prefix: far },
        direction: 'both',
        name: String(3000 + (number % 1000)),
        rule: 5,
      },
    ],
    tunnel: { local },
    interfaces: ['GigabitEthernet1/0/0'],
    pfsGroups: [14],
    lifetime: { seconds: 3600, kilobytes: 10_485_760 },
    initiation: 'at-once',
    antiReplay: { enabled: true, window: 1024 },
    dfBit: 'copy',
    fragmentation: 'after-encryption',
    routeInjection: 'none',
  };
}
