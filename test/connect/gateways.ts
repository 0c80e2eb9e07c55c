import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mirror } from '../../src/connect/mirror.ts';
import { type End, endOf } from '../../src/connect/end.ts';
import { readSide } from '../../src/diff/side.ts';
import { dialectNamed } from '../../src/dialects/registry.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { translateText } from '../translate/translate-text.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');

export function rosettaGateway(scenario: string): Gateway {
  const { gateway }: { readonly gateway: Gateway } = JSON.parse(
    readFileSync(join(ROSETTA, scenario, 'gateway.json'), 'utf8'),
  );
  return gateway;
}

/** The other end of a gateway, with some members changed. */
export function otherEnd(gateway: Gateway, change: (mirrored: Gateway) => Gateway): Gateway {
  return change(mirror(gateway));
}

/** A gateway as a dialect writes it, read again: what its files would say. `edit`: words to replace in them. */
export function endIn(
  name: string,
  gateway: Gateway,
  language: string,
  [from, to]: readonly [string, string] = ['', ''],
): End {
  const [dialectName = '', profile = ''] = language.split('@');
  const dialect = dialectNamed(dialectName);
  if (dialect === undefined) throw new Error(`no such dialect: ${language}`);
  const text = JSON.stringify({ ir: 1, gateway });
  const { written, bugs } = translateText(text, {
    from: 'ir@1',
    to: language,
    accept: ['weaker', 'no-pfs'],
  });
  if (bugs.length > 0) throw new Error(bugs.join('\n'));
  const files = written.map(({ file, text: content }) => ({ name: file, text: content.replace(from, to) }));
  return endOf(name, readSide(files, { dialect, profile }));
}

/** An end with statements typed behind its files, placeholders filled in. */
export function afterTyping({ name, side }: End, lines: readonly string[], key: string): End {
  const text = lines.map((line) => `${line.replaceAll(/\{\{psk:[^{}]*\}\}/g, key)}\n`).join('');
  return endOf(name, readSide([...side.read.files, { name: 'typed', text }], side.from));
}
