import { Random } from './random.ts';

export interface GeneratedGateway {
  readonly seed: number;
  readonly tunnels: number;
  /** IKEv1 is what every dialect can say. */
  readonly ike: 'v1' | 'v2';
}

/** Tunnels of one policy group, each group with an interface of its own. */
const GROUP = 900;
/** Of the tunnels so many have an IPsec proposal of their own; the others share. */
const OWN_PROPOSALS = 0.6;
const IKE_PROPOSALS = 40;
const IPSEC_PROPOSALS = 60;
const SITES = ['berlin', 'lyon', 'osaka', 'turin', 'natal', 'quito', 'perth', 'cairo'] as const;

/**
 * A firewall (vrp@usg) with so many tunnels, as the device saves it: some 685 bytes each. Names, algorithms, rules
 * of each list, shared proposals, and the family of addresses vary with the seed.
 */
export function generateVrp({ seed, tunnels, ike }: GeneratedGateway): string {
  const random = new Random(seed);
  const lines: string[] = ['#', ' sysname HUB', '#', 'ipsec sha2 compatible enable', '#'];
  for (let number = 1; number <= IPSEC_PROPOSALS; number++)
    lines.push(...ipsecProposal(random, `prop${number}`));
  for (let number = 1; number <= IKE_PROPOSALS; number++) lines.push(...ikeProposal(random, number));
  for (let index = 0; index < tunnels; index++) lines.push(...tunnel(random, index, ike));
  for (let group = 0; group * GROUP < tunnels; group++) lines.push(...interfaceOf(group));
  lines.push('return', '');
  return lines.join('\n');
}

function ipsecProposal(random: Random, name: string): readonly string[] {
  return [
    `ipsec proposal ${name}`,
    ` esp authentication-algorithm ${random.pick(['sha2-256', 'sha2-384', 'sha2-512', 'sha1'])}`,
    ` esp encryption-algorithm ${random.pick(['aes-256', 'aes-128', 'aes-192'])}`,
    '#',
  ];
}

function ikeProposal(random: Random, number: number): readonly string[] {
  const hash = random.pick(['sha2-256', 'sha2-384', 'sha2-512', 'sha1']);
  return [
    `ike proposal ${number}`,
    ` encryption-algorithm ${random.pick(['aes-256', 'aes-128', 'aes-192'])}`,
    ` dh ${random.pick(['group14', 'group5', 'group2'])}`,
    ` authentication-algorithm ${hash}`,
    ' authentication-method pre-share',
    ` integrity-algorithm ${hash === 'sha1' ? 'hmac-sha1-96' : `hmac-${hash}`}`,
    ` prf hmac-${hash}`,
    ...(random.chance(0.5) ? [` sa duration ${60 * random.between(60, 1440)}`] : []),
    '#',
  ];
}

function tunnel(random: Random, index: number, ike: 'v1' | 'v2'): readonly string[] {
  const name = `${random.pick(SITES)}${random.pick(['-', '_', ''])}${index}`;
  const isIpv6 = random.chance(0.1);
  const group = Math.floor(index / GROUP);
  const hasOwnProposal = random.chance(OWN_PROPOSALS);
  const proposal = hasOwnProposal ? name : `prop${random.between(1, IPSEC_PROPOSALS)}`;
  return [
    ...(hasOwnProposal ? ipsecProposal(random, name) : []),
    ...(isIpv6 ? accessList6(name, index) : accessList(random, name, index)),
    ...peer(random, name, index, ike),
    `ipsec policy map${group + 1} ${(index % GROUP) + 1} isakmp`,
    ` security acl ${isIpv6 ? 'ipv6 ' : ''}name ${name}`,
    ` pfs dh-${random.pick(['group14', 'group5'])}`,
    ` ike-peer ${name}`,
    ` proposal ${proposal}`,
    ` tunnel local ${localAddress(group)}`,
    ...(random.chance(0.3) ? [' sa trigger-mode auto'] : []),
    ' sa duration traffic-based 10485760',
    ' sa duration time-based 3600',
    '#',
  ];
}

function accessList(random: Random, name: string, index: number): readonly string[] {
  const remote = `10.${index >> 8}.${index & 255}`;
  const rules = Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, (_rule, at) => {
    const source = `172.${16 + at}.0.0 0.0.255.255`;
    return ` rule ${5 * (at + 1)} permit ip source ${source} destination ${remote}.0 0.0.0.255`;
  });
  return [`acl name ${name} advance`, ...rules, '#'];
}

function accessList6(name: string, index: number): readonly string[] {
  const remote = `2001:db8:${(0x100 + (index >> 8)).toString(16)}:${(index & 255).toString(16)}::/64`;
  return [
    `acl ipv6 name ${name} advance`,
    ` rule 5 permit ipv6 source 2001:db8:1::/48 destination ${remote}`,
    '#',
  ];
}

function peer(random: Random, name: string, index: number, ike: 'v1' | 'v2'): readonly string[] {
  const address = `100.${64 + Math.floor(index / 62_500)}.${Math.floor(index / 250) % 250}.${(index % 250) + 1}`;
  const key = Array.from({ length: 3 }, () => random.between(10 ** 7, 10 ** 8 - 1).toString(36)).join('-');
  const dpd = [
    ` dpd type ${random.pick(['periodic', 'on-demand'])}`,
    ` dpd idle-time ${random.between(10, 60)}`,
    ' dpd retransmit-interval 15',
    ' dpd retry-limit 5',
  ];
  return [
    `ike peer ${name}`,
    ` description tunnel to ${name}`,
    ike === 'v2' ? ' undo version 1' : ' undo version 2',
    ` pre-shared-key Tg-${key}`,
    ` ike-proposal ${random.between(1, IKE_PROPOSALS)}`,
    ...(random.chance(0.8) ? dpd : []),
    ...(random.chance(0.3) ? [` remote-id-type fqdn`, ` remote-id ${name}.example.net`] : []),
    ` remote-address ${address}`,
    '#',
  ];
}

function localAddress(group: number): string {
  return `198.51.${100 + (group >> 8)}.${(group & 255) + 1}`;
}

function interfaceOf(group: number): readonly string[] {
  return [
    `interface GigabitEthernet1/0/${group}`,
    ' undo shutdown',
    ` ip address ${localAddress(group)} 255.255.255.0`,
    ` ipsec policy map${group + 1}`,
    '#',
  ];
}
