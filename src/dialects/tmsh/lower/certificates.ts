import { fullName } from '../../../../grammars/tmsh/names.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Certificates } from '../../../ir/ike.ts';
import { assemble, sourced, type Sourced } from '../../../ir/origins.ts';
import { placeholderName } from './address.ts';
import { type LoweringContext, originOf } from './context.ts';
import type { PeerFace } from './peer-face.ts';

type FileProperty = 'my-cert-file' | 'my-cert-key-file' | 'ca-cert-file' | 'peers-cert-file' | 'crl-file';

/**
 * The files of a peer, by the full name of their objects. Absent: the peer has none, and nothing says whether that of
 * the other end is checked.
 */
export function lowerCertificates(
  context: LoweringContext,
  face: PeerFace,
  method: string,
): Sourced<Certificates> | undefined {
  const file = (property: FileProperty): Sourced<string> | undefined => {
    const value = face.named(property);
    return value === undefined ? undefined : sourced(nameOfFile(value.value), value.origins);
  };
  const files = {
    certificate: file('my-cert-file'),
    key: file('my-cert-key-file'),
    authority: file('ca-cert-file'),
    peerCertificate: withKind(context, face, file('peers-cert-file')),
    revocationList: file('crl-file'),
  };
  const verify = face.text('verify-cert');
  const isVerified = verify?.value === 'true';
  const hasFiles = Object.values(files).some((value) => value !== undefined);
  const isAsked = originOf(verify?.origins ?? []).origin !== undefined && method !== 'pre-shared-key';
  if (!hasFiles && !isVerified && !isAsked) {
    face.noteDefault('verify-cert');
    return undefined;
  }
  const members = { ...files, verify: sourced(isVerified, verify?.origins ?? []) };
  const origins = Object.values(members).flatMap((member) => member?.origins ?? []);
  return sourced(
    assemble<Certificates>(context.origins, members),
    origins.filter((origin) => origin >= 0),
  );
}

/** A certificate of another device that nobody has named here yet keeps that device's name. */
function nameOfFile(text: string): string {
  const [, other] = /^cert:(.*)$/.exec(placeholderName(text) ?? '') ?? [];
  return other ?? fullName(text);
}

/** `peers-cert-type certfile` says no more than that there is a file. */
function withKind(
  context: LoweringContext,
  face: PeerFace,
  file: Sourced<string> | undefined,
): Sourced<string> | undefined {
  const kind = face.named('peers-cert-type');
  if (kind === undefined) return file;
  if (file !== undefined) return sourced(file.value, [...file.origins, ...kind.origins]);
  context.report(diagnostic('TG119', { what: 'no "peers-cert-file"' }, originOf(kind.origins)));
  return undefined;
}
