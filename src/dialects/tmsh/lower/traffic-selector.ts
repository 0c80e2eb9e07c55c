import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { trafficSelector } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import { isIpv6Address, splitPrefix } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { PortRange, Selector } from '../../../ir/ipsec.ts';
import { assemble, sourced, type Sourced } from '../../../ir/origins.ts';
import { EVERY_PROTOCOL, PORTS, PROTOCOLS } from '../words.ts';
import { readPrefix } from './address.ts';
import {
  type Face,
  headerOrigins,
  type LoweringContext,
  neutralName,
  originOf,
  type Value,
} from './context.ts';

type SelectorFace = Face<(typeof trafficSelector)['properties']>;

/** A selector, and what ties it to its policy. */
export interface LoweredSelector {
  readonly name: string;
  readonly object: ConfigurationObject;
  readonly selector: Selector;
  /** Full name of its ipsec-policy. */
  readonly policy: Value;
  readonly order: Sourced<number>;
  readonly domain: Sourced<string> | undefined;
  readonly faults: readonly Diagnostic[];
}

/** `net ipsec traffic-selector`, read from the outbound view: source is local. */
export function lowerTrafficSelector(context: LoweringContext, object: ConfigurationObject): LoweredSelector {
  const face = context.face(trafficSelector, object);
  const faults: Diagnostic[] = [];
  const [source, destination] = [face.text('source-address'), face.text('destination-address')];
  const local = readPrefix(source?.value ?? '0.0.0.0/0');
  const remote = readPrefix(destination?.value ?? '0.0.0.0/0');
  if (isIpv6Prefix(local.prefix) !== isIpv6Prefix(remote.prefix)) {
    const details = { a: `"source-address ${local.prefix}"`, b: `"destination-address ${remote.prefix}"` };
    faults.push(diagnostic('TG118', details, originOf(source?.origins ?? [])));
  }
  const policy = face.text('ipsec-policy');
  const action = face.text('action');
  const direction = face.text('direction');
  const selector = assemble<Selector>(context.origins, {
    action: sourced(ACTIONS[action?.value ?? 'protect'] ?? 'protect', action?.origins ?? []),
    local: sourced({ prefix: local.prefix }, source?.origins ?? []),
    remote: sourced({ prefix: remote.prefix }, destination?.origins ?? []),
    protocol: lowerProtocol(face, faults),
    localPorts: lowerPort(face, 'source-port', faults),
    remotePorts: lowerPort(face, 'destination-port', faults),
    direction: sourced(DIRECTIONS[direction?.value ?? 'both'] ?? 'both', direction?.origins ?? []),
    name: sourced(neutralName(object.key), headerOrigins(object)),
  });
  const [domain] = [local.domain];
  return {
    name: object.key,
    object,
    selector,
    policy: { value: fullName(policy?.value ?? ''), origins: policy?.origins ?? [] },
    order: face.number('order'),
    domain: domain === undefined ? undefined : sourced(domain, source?.origins ?? []),
    faults,
  };
}

function isIpv6Prefix(prefix: string): boolean {
  return isIpv6Address(splitPrefix(prefix).address);
}

const ACTIONS: Readonly<Record<string, Selector['action']>> = {
  protect: 'protect',
  bypass: 'bypass',
  discard: 'discard',
};
const DIRECTIONS: Readonly<Record<string, Selector['direction']>> = { both: 'both', in: 'in', out: 'out' };

function lowerProtocol(face: SelectorFace, faults: Diagnostic[]): Sourced<number> | undefined {
  const value = face.text('ip-protocol');
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value.value) ? Number(value.value) : PROTOCOLS[value.value];
  if (value.value === 'any' || number === EVERY_PROTOCOL) {
    face.noteDefault('ip-protocol');
    return undefined;
  }
  if (number === undefined || number > EVERY_PROTOCOL) {
    const kind = 'a protocol 0..255 or its name';
    faults.push(diagnostic('TG110', { parameter: 'ip-protocol', kind }, originOf(value.origins)));
    return undefined;
  }
  return sourced(number, value.origins);
}

function lowerPort(
  face: SelectorFace,
  property: 'source-port' | 'destination-port',
  faults: Diagnostic[],
): Sourced<PortRange> | undefined {
  const value = face.text(property);
  if (value === undefined) return undefined;
  const port = /^\d+$/.test(value.value) ? Number(value.value) : PORTS[value.value];
  if (port === undefined) {
    const kind = 'a port number or a service name that is known here';
    faults.push(diagnostic('TG110', { parameter: property, kind }, originOf(value.origins)));
    return undefined;
  }
  if (port === 0) {
    face.noteDefault(property);
    return undefined;
  }
  return sourced({ first: port, last: port }, value.origins);
}
