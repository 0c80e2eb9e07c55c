import type { Profile } from '../../../grammars/vrp/profiles.ts';

/** `pki realm`, or `certificate local-filename` and `remote-filename`. */
type CertificateForm = 'realm' | 'file';

/** What a release calls a certificate by (`reference/vrp.md` 2.2). */
const FORMS: Readonly<Record<Profile, readonly CertificateForm[]>> = {
  'ar-v2r3': ['realm'],
  ar: ['realm'],
  usg: ['realm', 'file'],
  ne: ['file'],
};
const FILE = /^[^\s/?"]{1,120}\.(?:cer|crt|der|p12|pem)$/i;
const REALM = /^[\w-]{1,64}$/;

/** How a release says a name; absent: it has no line for it. The other end's certificate is a file. */
export function certificateForm(
  name: string,
  whose: 'certificate' | 'peerCertificate',
  profile: string,
): CertificateForm | undefined {
  const forms = Object.entries(FORMS).find(([release]) => release === profile)?.[1] ?? [];
  const form = FILE.test(name) ? 'file' : REALM.test(name) ? 'realm' : undefined;
  const isSayable =
    form !== undefined && forms.includes(form) && (whose === 'certificate' || form === 'file');
  return isSayable ? form : undefined;
}
