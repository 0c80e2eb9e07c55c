import type { NamesOf, Reading } from '../../../grammars/notation/face.ts';
import type { racoonctl } from '../../../grammars/racoonctl/table.ts';
import { canonicalAddress, unknownAddress } from '../../ir/address.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Operation, SaSelector } from '../../ir/operation.ts';
import type { Address } from '../../ir/scalars.ts';

type Slots = (typeof racoonctl)['slots'];
export interface Meant {
  readonly operation: Operation;
  readonly diagnostics?: readonly Diagnostic[];
}

/** racoon negotiates IKEv1 only. */
const OF_RACOON: SaSelector = { version: 'ikev1' };
/** What goes with a phase-1 SA, and what comes back: `reference/sa-engine.md` 3.6. */
const CLEARING = { children: 'delete', then: 'on-traffic', childConnection: 'not-selected' } as const;

/** By command what it asks: `ir.md` 6, `reference/racoon.md` 1.2. */
const MEANINGS: {
  readonly [Slot in keyof Slots]: (reading: Reading<NamesOf<Slots[Slot]>>) => Meant;
} = {
  reloadConfig: () => ({ operation: { kind: 'load-configuration', how: 'reload' } }),
  showSchedule: () => ({ operation: { kind: 'show-timers' } }),
  showSa: (reading) => {
    const protocol = reading.text('protocol');
    return protocol === 'isakmp'
      ? { operation: { kind: 'show-ike-sa', select: OF_RACOON, detail: 'brief' } }
      : { operation: { kind: 'show-child-sa', select: ofProtocol(protocol), detail: 'full' } };
  },
  getCertificate: (reading) => ({
    operation: { kind: 'show-certificate', select: { ...OF_RACOON, ...endsOf(reading) } },
  }),
  flushSa: (reading) => {
    const protocol = reading.text('protocol');
    return protocol === 'isakmp'
      ? { operation: { kind: 'clear-ike-sa', select: OF_RACOON, ...CLEARING } }
      : { operation: { kind: 'clear-child-sa', select: ofProtocol(protocol), then: 'on-traffic' } };
  },
  deleteSa: (reading) => {
    const does = 'deletes the IKE SA here: its daemon ignores the protocol';
    const note = diagnostic('TG305', { target: 'racoon', does });
    return {
      operation: { kind: 'clear-ike-sa', select: { ...OF_RACOON, ...endsOf(reading) }, ...CLEARING },
      ...(reading.text('protocol') === 'isakmp' ? {} : { diagnostics: [note] }),
    };
  },
  establishSa: (reading) => {
    const wait = reading.text('waiting') !== undefined;
    if (reading.text('protocol') === 'isakmp') {
      const peer = reading.text('remote-name');
      const login = reading.text('identity');
      const named = {
        ...(peer === undefined ? {} : { peer }),
        ...(login === undefined ? {} : { login }),
      };
      const select = { ...OF_RACOON, ...endsOf(reading), ...named };
      return { operation: { kind: 'initiate', select, level: 'ike', wait } };
    }
    const select = { ...OF_RACOON, trafficSelector: flowOf(reading) };
    return { operation: { kind: 'initiate', select, level: 'child', wait } };
  },
  vpnConnect: (reading) => {
    const login = reading.text('identity');
    const select = { ...OF_RACOON, ...gatewayOf(reading), ...(login === undefined ? {} : { login }) };
    return { operation: { kind: 'initiate', select, level: 'ike', wait: true } };
  },
  vpnDisconnect: (reading) => ({
    operation: { kind: 'clear-ike-sa', select: { ...OF_RACOON, ...gatewayOf(reading) }, ...CLEARING },
  }),
  showEvent: () => ({ operation: { kind: 'show-events', follow: true } }),
  logoutUser: (reading) => ({
    operation: {
      kind: 'clear-ike-sa',
      select: { ...OF_RACOON, login: reading.text('login') ?? '' },
      ...CLEARING,
    },
  }),
  status: () => ({ operation: { kind: 'show-ike-sa', select: OF_RACOON, detail: 'full' } }),
};

/** What a command of racoonctl asks. */
export function meaningOf(command: string, reading: Reading): Meant {
  const meaning = Object.entries<(reading: Reading) => Meant>(MEANINGS).find(([slot]) => slot === command);
  if (meaning === undefined) throw new Error(`no operation for racoonctl ${command}`);
  return meaning[1](reading);
}

function ofProtocol(protocol: string | undefined): SaSelector {
  return protocol === 'esp' || protocol === 'ah' ? { protocol } : {};
}

/** The addresses of a pair; what stands behind a slash is ignored for phase 1. */
function endsOf(reading: Reading): SaSelector {
  return {
    localAddress: addressOf(reading.text('source') ?? ''),
    remoteAddress: addressOf(reading.text('destination') ?? ''),
  };
}

function gatewayOf(reading: Reading): SaSelector {
  return { remoteAddress: addressOf(reading.text('gateway') ?? '') };
}

/** A host name stands for itself. */
function addressOf(text: string): Address {
  const host = text.replace(/\/.*$/, '');
  return canonicalAddress(host) ?? unknownAddress(host);
}

/** The traffic whose policy is meant: "10.1.0.0/16 10.2.0.0/16 tcp". */
function flowOf(reading: Reading): string {
  return [reading.text('source'), reading.text('destination'), reading.text('upper')]
    .filter((part) => part !== undefined)
    .join(' ');
}
