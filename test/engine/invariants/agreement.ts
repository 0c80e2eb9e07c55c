import type { ChildSa, IkeSa } from '../../../src/ir/result.ts';
import { ENDS, type Lab } from '../lab.ts';
import type { Plan } from '../random-labs.ts';

/** 7, 13: with the faults gone and time enough both ends hold the same, in opposite roles. */
export function disagreements(lab: Lab): readonly string[] {
  const [a, b] = [lab.ike('a'), lab.ike('b')];
  const [childrenOfA, childrenOfB] = [lab.children('a'), lab.children('b')];
  return [
    ...difference(
      '13: IKE SA',
      a.map((sa) => ikeText(sa, sa.role)),
      b.map((sa) => ikeText(sa, opposite(sa))),
    ),
    ...difference(
      '13: child SA',
      childrenOfA.map((sa) => childText(sa, 'inbound', 'outbound')),
      childrenOfB.map((sa) => childText(sa, 'outbound', 'inbound')),
    ),
  ];
}

/**
 * 7: never more than one survivor. Where both ends of IKEv2 ask for a child SA at once they get two (RFC 7296 section 2.8
 * has no rule for that), each of which is replaced by one.
 */
export function surplus(lab: Lab, { version }: Plan): readonly string[] {
  const most = version === 'ikev1' ? 1 : 2;
  return ENDS.flatMap((end) => {
    const ike = lab.ike(end).filter(({ state }) => state === 'established' || state === 'rekeying').length;
    const children = lab.children(end).length;
    return [
      ...(ike > 1 ? [`7: ${ike} IKE SAs at ${end}`] : []),
      ...(children > most ? [`7: ${children} child SAs at ${end}`] : []),
    ];
  });
}

function opposite({ role }: IkeSa): IkeSa['role'] {
  return role === 'initiator' ? 'responder' : 'initiator';
}
function ikeText({ initiatorSpi, responderSpi, state, version, suite }: IkeSa, role: IkeSa['role']): string {
  return `${initiatorSpi} ${responderSpi} ${state} ${version} ${role} ${JSON.stringify({ ...suite, lifetimeSeconds: 0 })}`;
}
type Direction = 'inbound' | 'outbound';
/** In the view of `a`: its inbound half is the outbound one of `b`. */
function childText(sa: ChildSa, first: Direction, second: Direction): string {
  const { local, remote } = sa.selector;
  const flow = first === 'inbound' ? [local, remote] : [remote, local];
  const halves = [sa[first], sa[second]].map((half) =>
    half.map(({ protocol, spi, encryption, integrity, encryptionKey, integrityKey }) => ({
      protocol,
      spi,
      encryption,
      integrity,
      encryptionKey,
      integrityKey,
    })),
  );
  return JSON.stringify([halves, flow, sa.mode, sa.pfsGroup]);
}
function difference(what: string, a: readonly string[], b: readonly string[]): readonly string[] {
  return [
    ...a.filter((text) => !b.includes(text)).map((text) => `${what} ${text} at a only`),
    ...b.filter((text) => !a.includes(text)).map((text) => `${what} ${text} at b only`),
  ];
}
