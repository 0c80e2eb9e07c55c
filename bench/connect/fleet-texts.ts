import { Random } from '../random.ts';

export interface FleetShape {
  readonly seed: number;
  /** One gateway with a tunnel to each of the others, or every one with a tunnel to every other. */
  readonly kind: 'hub' | 'mesh';
  readonly gateways: number;
}
/** A tunnel between two gateways, by their places in the fleet. */
interface Link {
  readonly left: number;
  readonly right: number;
  readonly encryption: string;
  /** Of IKE: an index of `GROUPS`. */
  readonly group: number;
  /** What the right end says otherwise. */
  readonly mistake: Mistake | undefined;
}
type Mistake = (typeof MISTAKES)[number];
const MISTAKES = ['key', 'IKE group', 'ESP encryption', 'PFS'] as const;
/** Of the tunnels so many have one. */
const MISTAKEN = 0.04;
const GROUPS = [14, 15, 16] as const;

/** Every gateway of a fleet as a firewall (vrp@usg) saves it: at most 10,001 of them. */
export function generateFleet({ seed, kind, gateways }: FleetShape): readonly string[] {
  const random = new Random(seed);
  const ofGateway = Array.from({ length: gateways }, (): Link[] => []);
  for (let left = 0; left < (kind === 'hub' ? 1 : gateways); left++) {
    for (let right = left + 1; right < gateways; right++) {
      const link: Link = {
        left,
        right,
        encryption: random.pick(['aes-256', 'aes-192', 'aes-128']),
        group: random.between(0, GROUPS.length - 1),
        mistake: random.chance(MISTAKEN) ? random.pick(MISTAKES) : undefined,
      };
      ofGateway[left]?.push(link);
      ofGateway[right]?.push(link);
    }
  }
  return ofGateway.map((links, index) => gatewayText(index, links));
}

function gatewayText(index: number, links: readonly Link[]): string {
  return [
    '#',
    ` sysname SITE${index}`,
    '#',
    'ipsec sha2 compatible enable',
    '#',
    ...GROUPS.flatMap(ikeProposal),
    ...links.flatMap((link) => tunnel(index, link)),
    'interface GigabitEthernet1/0/0',
    ` ip address ${addressOf(index)} 255.255.0.0`,
    ' ipsec policy map1',
    '#',
    'return',
    '',
  ].join('\n');
}

function ikeProposal(group: number, index: number): readonly string[] {
  return [
    `ike proposal ${index + 1}`,
    ' encryption-algorithm aes-256',
    ` dh group${group}`,
    ' authentication-algorithm sha2-256',
    ' authentication-method pre-share',
    ' integrity-algorithm hmac-sha2-256',
    ' prf hmac-sha2-256',
    '#',
  ];
}

function tunnel(own: number, { left, right, encryption, group, mistake }: Link): readonly string[] {
  const other = own === left ? right : left;
  const name = `site${other}`;
  const wrong = own === right ? mistake : undefined;
  const proposal = wrong === 'IKE group' ? (group + 1) % GROUPS.length : group;
  return [
    `acl name ${name} advance`,
    ` rule 5 permit ip source ${networkOf(own)} 0.0.0.255 destination ${networkOf(other)} 0.0.0.255`,
    '#',
    `ipsec proposal ${name}`,
    ' esp authentication-algorithm sha2-256',
    ` esp encryption-algorithm ${wrong === 'ESP encryption' ? '3des' : encryption}`,
    '#',
    `ike peer ${name}`,
    ' undo version 1',
    ` pre-shared-key Tg-Bench-${wrong === 'key' ? 'wrong' : `${left}-${right}`}`,
    ` ike-proposal ${proposal + 1}`,
    ' dpd type periodic',
    ` remote-address ${addressOf(other)}`,
    '#',
    `ipsec policy map1 ${other > own ? other : other + 1} isakmp`,
    ` security acl name ${name}`,
    ` pfs dh-group${wrong === 'PFS' ? 5 : 14}`,
    ` ike-peer ${name}`,
    ` proposal ${name}`,
    ` tunnel local ${addressOf(own)}`,
    '#',
  ];
}

function addressOf(index: number): string {
  return `198.18.${index >> 8}.${index & 255}`;
}
function networkOf(index: number): string {
  return `10.${index >> 8}.${index & 255}.0`;
}
