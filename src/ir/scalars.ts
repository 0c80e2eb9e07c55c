/** "203.0.113.2", "2001:db8::1" (RFC 5952), or "unknown:22.xx.xx.22" where the source hides it. */
export type Address = string;
/** "10.1.0.0/16" */
export type Prefix = string;
export type IkeVersion = 'ikev1' | 'ikev2';

/** IANA transform with its key length in bits; keyLength only where the registry has the attribute. */
export interface EncryptionTransform {
  readonly name: EncryptionName;
  readonly keyLength?: number;
}
export interface IntegrityTransform {
  readonly name: IntegrityName;
}
export interface PrfTransform {
  readonly name: PrfName;
}

/** IKEv2 transform type 1 of the IANA registry, and the private-use names of `algorithms.ts`. */
export type EncryptionName =
  | 'ENCR_DES'
  | 'ENCR_DES_IV64'
  | 'ENCR_DES_IV32'
  | 'ENCR_3DES'
  | 'ENCR_RC5'
  | 'ENCR_IDEA'
  | 'ENCR_3IDEA'
  | 'ENCR_CAST'
  | 'ENCR_BLOWFISH'
  | 'ENCR_NULL'
  | 'ENCR_AES_CBC'
  | 'ENCR_AES_CTR'
  | 'ENCR_AES_CCM_8'
  | 'ENCR_AES_CCM_12'
  | 'ENCR_AES_CCM_16'
  | 'ENCR_AES_GCM_8'
  | 'ENCR_AES_GCM_12'
  | 'ENCR_AES_GCM_16'
  | 'ENCR_NULL_AUTH_AES_GMAC'
  | 'ENCR_CAMELLIA_CBC'
  | 'ENCR_CHACHA20_POLY1305'
  | 'ENCR_TWOFISH_CBC'
  | 'ENCR_SERPENT_CBC'
  | 'ENCR_SM1_CBC'
  | 'ENCR_SM4_CBC';
/** IKEv2 transform type 3 of the IANA registry, and private-use names. */
export type IntegrityName =
  | 'AUTH_HMAC_MD5_96'
  | 'AUTH_HMAC_SHA1_96'
  | 'AUTH_DES_MAC'
  | 'AUTH_KPDK_MD5'
  | 'AUTH_AES_XCBC_96'
  | 'AUTH_AES_CMAC_96'
  | 'AUTH_AES_128_GMAC'
  | 'AUTH_AES_192_GMAC'
  | 'AUTH_AES_256_GMAC'
  | 'AUTH_HMAC_SHA2_256_128'
  | 'AUTH_HMAC_SHA2_384_192'
  | 'AUTH_HMAC_SHA2_512_256'
  | 'AUTH_HMAC_SHA2_256_96'
  | 'AUTH_HMAC_RIPEMD160_96'
  | 'AUTH_HMAC_SM3';
/** IKEv2 transform type 2 of the IANA registry. */
export type PrfName =
  | 'PRF_HMAC_MD5'
  | 'PRF_HMAC_SHA1'
  | 'PRF_AES128_XCBC'
  | 'PRF_HMAC_SHA2_256'
  | 'PRF_HMAC_SHA2_384'
  | 'PRF_HMAC_SHA2_512'
  | 'PRF_AES128_CMAC';
/** IKEv1 phase 1 hash attribute (isakmp-registry); its HMAC is also the IKEv1 PRF. */
export type HashName =
  'MD5' | 'SHA' | 'TIGER' | 'SHA2-256' | 'SHA2-384' | 'SHA2-512' | 'SM3' | 'AES-XCBC-MAC-96';

export type AuthenticationMethod =
  | 'pre-shared-key'
  | 'rsa-signature'
  | 'dss-signature'
  | 'ecdsa-256'
  | 'ecdsa-384'
  | 'ecdsa-521'
  | 'digital-signature'
  | 'rsa-encryption'
  | 'revised-rsa-encryption'
  | 'digital-envelope'
  | 'eap'
  | 'null'
  | 'gssapi'
  | 'hybrid-rsa-client'
  | 'hybrid-rsa-server'
  | 'hybrid-dss-client'
  | 'hybrid-dss-server'
  | 'xauth-psk-client'
  | 'xauth-psk-server'
  | 'xauth-rsa-client'
  | 'xauth-rsa-server';

export type IdentityType =
  | 'ID_IPV4_ADDR'
  | 'ID_IPV6_ADDR'
  | 'ID_FQDN'
  | 'ID_RFC822_ADDR'
  | 'ID_DER_ASN1_DN'
  | 'ID_DER_ASN1_GN'
  | 'ID_KEY_ID'
  | 'ID_NULL';
/** Absent value: an address type stands for the IKE address itself; ID_DER_ASN1_DN for the certificate's subject. */
export interface Identity {
  readonly type: IdentityType;
  readonly value?: string;
}

/** A key, or the name of the placeholder that stands for a key which the source hides. */
export type Secret =
  | { readonly psk: string; readonly encoding?: 'text' | 'hex' } // absent encoding: text
  | { readonly unreadable: string };
