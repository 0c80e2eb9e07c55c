import { describeEncryption } from '../ir/algorithms.ts';
import { hiddenText } from '../ir/address.ts';
import type { EncryptionName } from '../ir/scalars.ts';
import type { Json } from '../ir/json.ts';
import { isJsonList, isJsonRecord, type JsonRecord } from './json-shapes.ts';
import { MASK } from '../translate/report/mask.ts';

/** A value of the IR in words; `unit` stands behind numbers, `empty` for a list of nothing. Secrets are masked. */
export function showValue(value: Json | undefined, unit = '', empty = 'none'): string {
  if (value === undefined || value === null) return 'not set';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return unit === 'group' ? `group ${value}` : `${value} ${unit}`.trim();
  if (typeof value === 'string') return showWord(value);
  if (isJsonList(value))
    return value.length === 0 ? empty : value.map((element) => showValue(element, unit)).join(', ');
  return isJsonRecord(value) ? showRecord(value) : '';
}

/** IANA names without the registry's prefix; hidden addresses as the source has them. */
function showWord(value: string): string {
  if (/^(?:AUTH|PRF)_/.test(value)) return value.replace(/^(?:AUTH|PRF)_/, '').replaceAll('_', '-');
  return value === '' ? '""' : (hiddenText(value) ?? value);
}

function showRecord(value: JsonRecord): string {
  const { psk, unreadable, prefix, address, fqdn, first, last, name, type, local, remote } = value;
  if (psk !== undefined) return MASK;
  if (unreadable !== undefined) return `${MASK} (it cannot be read)`;
  if (value['secret'] !== undefined) return showKey(value);
  if (typeof prefix === 'string') return prefix;
  if (typeof address === 'string' && Object.keys(value).length === 1) return showWord(address);
  if (typeof fqdn === 'string') return fqdn;
  if (first !== undefined && last !== undefined) {
    return first === last ? showValue(first) : `${showValue(first)}-${showValue(last)}`;
  }
  if (local !== undefined && remote !== undefined && value['action'] !== undefined)
    return showSelector(value);
  if (typeof name === 'string' && name.startsWith('ENCR_')) return showEncryption(value, name);
  if (typeof name === 'string' && Object.keys(value).length === 1) return showWord(name);
  if (typeof type === 'string' && type.startsWith('ID_')) return showIdentity(type, value['value']);
  return Object.entries(value)
    .map(([member, own]) => `${inWords(member)} ${showValue(own)}`)
    .join(', ');
}

function showEncryption({ keyLength }: JsonRecord, name: string): string {
  return isEncryption(name)
    ? describeEncryption({ name, ...(typeof keyLength === 'number' ? { keyLength } : {}) })
    : name;
}
function isEncryption(name: string): name is EncryptionName {
  return name.startsWith('ENCR_');
}

/** "10.1.0.0/16 to 10.20.0.0/16:443 protocol 6"; its name is none of its meaning. */
function showSelector({
  action,
  local,
  localPorts,
  remote,
  remotePorts,
  protocol,
  direction,
}: JsonRecord): string {
  const side = (address: Json | undefined, ports: Json | undefined): string =>
    ports === undefined ? showValue(address) : `${showValue(address)}:${showValue(ports)}`;
  const parts = [
    action === 'protect' ? [] : [showValue(action)],
    `${side(local, localPorts)} to ${side(remote, remotePorts)}`,
    protocol === undefined ? [] : `protocol ${showValue(protocol)}`,
    direction === 'both' ? [] : `(${showValue(direction)} only)`,
  ];
  return parts.flat().join(' ');
}

function showKey({ identity, secret }: JsonRecord): string {
  return identity === undefined ? showValue(secret) : `${showValue(secret)} for ${showValue(identity)}`;
}

/** "FQDN spoke1.example"; an address without value is that of the tunnel. */
function showIdentity(type: string, value: Json | undefined): string {
  const short = type.replace(/^ID_/, '').replaceAll('_', '-');
  return value === undefined ? `${short} of its own` : `${short} ${showValue(value)}`;
}

/** "idleSeconds" as "idle seconds". */
export function inWords(member: string): string {
  return member.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The same value for a program to read: keys are masked. */
export function withoutSecrets(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isJsonList(value)) return value.map(withoutSecrets);
  return Object.fromEntries(
    Object.entries(value).map(([name, own]): [string, Json] => [
      name,
      name === 'psk' ? MASK : withoutSecrets(own),
    ]),
  );
}
