import type { Peer } from '../ir/ike.ts';
import type { Policy } from '../ir/ipsec.ts';
import { describeSelector } from '../ir/selectors.ts';
import type { Subject } from './difference.ts';
import type { RowPair } from './pairs.ts';
import type { Row } from './rows.ts';
import { showValue } from './show-value.ts';

export function peerSubject({ left, right }: RowPair): Subject {
  return {
    kind: 'peer',
    text: `peer ${addressesOf(left)}`,
    ...named(left.peer?.name, right.peer?.name),
  };
}

export function tunnelSubject({ left, right }: RowPair): Subject {
  return { ...rowSubject(left), ...named(nameOf(left.policy), nameOf(right.policy)) };
}

/** A row that the other side does not have. */
export function loneSubject(row: Row, side: 'left' | 'right'): Subject {
  return { ...rowSubject(row), [side]: nameOf(row.policy) };
}

function rowSubject(row: Row): Subject {
  const { selector } = row;
  const traffic = selector === undefined ? '' : `, ${describeSelector(selector)}`;
  const action = selector === undefined || selector.action === 'protect' ? 'tunnel' : selector.action;
  const to =
    row.peer === undefined && row.policy.tunnel.remote === undefined ? '' : ` to ${addressesOf(row)}`;
  return { kind: 'tunnel', text: `${action}${to}${traffic}`.replace(/^(bypass|discard),/, '$1') };
}

function addressesOf({ peer, policy }: Row): string {
  return peer === undefined ? (policy.tunnel.remote ?? 'nobody') : remoteOf(peer);
}

function remoteOf({ remote }: Peer): string {
  const texts = remote.map((entry) => showValue({ ...entry }));
  return texts.length === 0 ? 'any address' : texts.join(', ');
}

/** "map1 10"; a sequence of a dialect without sequences is left out. */
function nameOf({ name, sequence }: Policy): string {
  return sequence === 0 ? name : `${name} ${sequence}`;
}

export function named(left: string | undefined, right: string | undefined): Pick<Subject, 'left' | 'right'> {
  return { ...(left === undefined ? {} : { left }), ...(right === undefined ? {} : { right }) };
}
