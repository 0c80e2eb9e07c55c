import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { Said } from '../../dialect.ts';
import { isFileOfTmsh } from '../words.ts';
import type { RaisingContext } from './context.ts';

/** Files that a person has yet to give are placeholders, named as the source names them. */
export function putCertificates(context: RaisingContext, object: ConfigurationObject, peer: Peer): void {
  const { certificates } = peer;
  if (certificates === undefined) return;
  const put = (property: string, member: Exclude<keyof typeof certificates, 'verify'>): void => {
    const name = certificates[member];
    if (name === undefined) return;
    const said: Said = [
      [certificates, member],
      [peer, 'certificates'],
    ];
    context.line(object, property, isFileOfTmsh(name) ? name : `{{cert:${name}}}`, said);
    if (property === 'peers-cert-file') context.line(object, 'peers-cert-type', 'certfile', said);
  };
  put('my-cert-file', 'certificate');
  put('my-cert-key-file', 'key');
  put('ca-cert-file', 'authority');
  put('peers-cert-file', 'peerCertificate');
  put('crl-file', 'revocationList');
  context.line(object, 'verify-cert', String(certificates.verify), [
    [certificates, 'verify'],
    [peer, 'certificates'],
  ]);
}
