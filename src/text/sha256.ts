/** SHA-256 of a text. Node's crypto is loaded here: most runs hash nothing, and it takes longer than a parser. */
export function sha256(text: string, encoding: 'hex' | 'base64' = 'hex'): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest(encoding);
}
