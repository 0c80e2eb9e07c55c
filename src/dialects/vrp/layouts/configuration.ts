import { optional } from '../../../text/layout/layout.ts';
import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const RULE = '-'.repeat(43);

/** `display ike proposal` (`reference/vrp.md` 3.4). */
export const ikeProposalLayouts: LayoutsByVariant = {
  any: {
    header: ['Number of IKE Proposals: {total}', ''],
    row: [
      RULE,
      ' IKE Proposal: {name}',
      '   Authentication Method      : {authentication}',
      '   Authentication Algorithm   : {hashes}',
      '   Encryption Algorithm       : {encryption}',
      '   Diffie-Hellman Group       : {groups}',
      '   SA Duration(Seconds)       : {lifetime}',
      '   Integrity Algorithm        : {integrity}',
      '   Prf Algorithm              : {prfs}',
      RULE,
    ],
    between: [''],
    footer: [],
  },
  ne: {
    header: [
      'priority   authentication method   authentication algorithm   encryption algorithm   Diffie-Hellman group   duration (seconds)                                     ',
      '-'.repeat(125),
    ],
    row: ['{name<11}{authentication<24}{hash<27}{cipher<23}{groupOfNe<23}{lifetime<9}'],
    footer: [],
  },
};

const PEER_RULE = '-'.repeat(42);

/** `display ike peer` of AR routers and firewalls: found in no source (3.3); NE routers. */
export const ikePeerLayouts: LayoutsByVariant = {
  any: {
    header: ['Number of IKE peers: {total}', ''],
    row: [
      PEER_RULE,
      '   Peer name               : {name}',
      '   IKE version             : {versions}',
      '   VPN instance            : {vpn}',
      '   Remote IP               : {remote}',
      '   Authentic IP address    : {dash}',
      '   Proposal                : {proposals}',
      '   Pre-shared-key          : {key}',
      '   Local ID type           : {localIdType}',
      '   Local ID                : {localId}',
      '   Remote ID type          : {remoteIdType}',
      '   Remote ID               : {remoteId}',
      '   Exchange mode           : {exchangeMode} on phase 1',
      '   DPD                     : {dpd}',
      '   DPD mode                : {dpdMode}',
      '   DPD idle time           : {dpdIdle}',
      '   DPD retransmit interval : {dpdInterval}',
      '   DPD retry limit         : {dpdRetries}',
      '   NAT-traversal           : {nat}',
      PEER_RULE,
    ],
    between: [''],
    footer: [],
  },
  ne: {
    header: [],
    row: [
      '-'.repeat(27),
      ' IKE Peer: {name}',
      '   exchange mode: {exchangeMode} on phase 1',
      '   pre-shared-key: {key}',
      '   local certificate file name: {certificate}',
      '   proposal: {proposals}',
      '   local id type: {localIdTypeOfNe} ',
      '   peer ip address: {remote} {hostMask} ',
      '   vpn: {vpnOfNe}',
      '   authentic ip address: {noAddress} {hostMask} ',
      '   version: {versions}',
      '   peer id: {remoteIdOfNe}',
      '   sa binding vpn: ',
      '   nat traversal: {natOfNe}  ',
      '   SM4 version: standard  ',
      '   pki whitelist: disable ',
      '-'.repeat(27),
    ],
    footer: [],
  },
};

/** `display ike peer brief`. */
export const ikePeerBriefLayouts: LayoutsByVariant = {
  any: {
    header: [
      'Current ike peer number: {total<46}',
      '-'.repeat(75),
      'Peer name        Version  Exchange-mode   Proposal   Id-type   RemoteAddr',
      '-'.repeat(75),
    ],
    row: ['{name<17}{versions<9}{exchangeMode<16}{proposals?<11}{localIdType<10}{remote?}'],
    footer: [],
  },
};

/** `display ipsec proposal` (3.6). */
export const ipsecProposalLayouts: LayoutsByVariant = {
  any: {
    header: ['Number of proposals: {total}', ''],
    row: [
      'IPSec proposal name: {name}',
      ' Encapsulation mode: {mode}',
      ' Transform         : {transform}',
      optional(' AH protocol       : Authentication {ahIntegrity}'),
      optional(' ESP protocol      : Authentication {integrity}'),
      optional('                     Encryption     {encryption}'),
    ],
    between: [''],
    footer: [],
  },
  ne: {
    header: ['  Total IP security proposal number: {total}', ''],
    row: [
      '  IPsec proposal name: {name}',
      '    encapsulation mode: {modeOfNe}',
      '    transform: {transform}',
      optional('    AH protocol: authentication {ahIntegrity}'),
      optional('    ESP protocol: authentication {integrity}, encryption {encryptionOfNe}'),
    ],
    between: [''],
    footer: [],
    also: ['    applied to policy: {ignored}'],
  },
};

/** `display ipsec proposal brief`: that of NE routers, taken for all. */
export const ipsecProposalBriefLayouts: LayoutsByVariant = {
  any: {
    header: [
      'current ipsec proposal number: {total}',
      '-'.repeat(53),
      'Proposal Name      Encapsulation Mode      Transform ',
      '-'.repeat(53),
    ],
    row: [' {name<18}{modeOfNe<24}{transform}'],
    footer: [],
  },
};

/** `display ipsec policy brief`: that of NE routers, taken for all. */
export const ipsecPolicyBriefLayouts: LayoutsByVariant = {
  any: {
    header: [
      'current ipsec policy number: {total} ',
      '-'.repeat(83),
      'IPsec-Policy-Name  Mode     acl  ike-peer         Local-Address   Remote-Address   ',
      '-'.repeat(83),
    ],
    row: ['{nameAndSequence<19}{kind<9}{accessList?<5}{peer?<17}{local?<16}{remote?}'],
    footer: [],
  },
};

const POLICY_RULE = '='.repeat(43);

const POLICY_ROW = [
  '    Security data flow: {accessList}',
  '    Peer name    :  {peer}',
  '    Perfect forward secrecy: {pfs}',
  '    Proposal name:  {proposals}',
  '    IPSec SA local duration(time based): {seconds} seconds',
  '    IPSec SA local duration(traffic based): {kilobytes} kilobytes',
  '    Anti-replay window size: {window}',
  '    SA trigger mode: {trigger}',
  '    Route inject: {routes}',
  '    Qos pre-classify: Disable',
];
const POLICY_ROW_OF_NE = [
  '    security data flow: {accessList}',
  '    ike-peer name: {peer} ',
  '    perfect forward secrecy: {pfs}',
  '    proposal name: {proposals}',
  '    IPsec sa local duration(time based): {seconds} seconds ',
  '    IPsec sa local duration(traffic based): {kilobytes} kilobytes',
];
/** What NE routers write above each policy. */
function titleOfNe(name: string, more: readonly string[]): readonly string[] {
  return [`  ${'-'.repeat(29)}`, `  ${name}: "{nameAgain}"`, ...more, `  ${'-'.repeat(29)}`];
}
function headingOf(...lines: readonly string[]): readonly string[] {
  return ['', POLICY_RULE, ...lines, POLICY_RULE, ''];
}

/** `display ipsec policy` (3.7); of AR routers and firewalls found in no source. */
export const ipsecPolicyLayouts: LayoutsByVariant = {
  any: {
    header: [],
    heading: headingOf('IPSec policy group: "{name}"', 'Using interface: {interfaces}'),
    row: ['    Sequence number: {sequence}', ...POLICY_ROW],
    between: [''],
    footer: [],
  },
  ne: {
    header: [],
    heading: headingOf('IPsec Policy Group: "{name}"', 'Using interface: {{{interfaces}}}'),
    row: [
      ...titleOfNe('IPsec policy name', ['  sequence number: {sequence}', '  mode: {kind}']),
      ...POLICY_ROW_OF_NE,
    ],
    between: [''],
    footer: [],
  },
};

/** `display ipsec policy-template`: the same under another heading. */
export const ipsecTemplateLayouts: LayoutsByVariant = {
  any: {
    header: [],
    heading: headingOf('IPSec policy template group: "{name}"'),
    row: ['    Sequence number: {sequence}', ...POLICY_ROW],
    between: [''],
    footer: [],
  },
  ne: {
    header: [],
    heading: headingOf('IPsec Policy Template Group: "{name}"'),
    row: [
      ...titleOfNe('Policy template name', ['  sequence number: {sequence}', '  mode: {kind}']),
      ...POLICY_ROW_OF_NE,
    ],
    between: [''],
    footer: [],
  },
};

/** `display ipsec profile`: found in no source; the lines of a policy, without a place in a group. */
export const ipsecProfileLayouts: LayoutsByVariant = {
  any: {
    header: [],
    heading: headingOf('IPSec profile name: "{name}"', 'Using interface: {interfaces}'),
    row: POLICY_ROW,
    footer: [],
  },
  ne: {
    header: [],
    heading: headingOf('IPsec Profile: "{name}"', 'Using interface: {{{interfaces}}}'),
    row: POLICY_ROW_OF_NE,
    footer: [],
  },
};
