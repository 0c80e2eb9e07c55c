import { type Command, parseCommands } from '../../../../grammars/racoon/setkey/parser.ts';
import { canonicalAddress, unknownAddress } from '../../../ir/address.ts';
import type { SaSelector } from '../../../ir/operation.ts';
import type { TypedCommand } from '../../dialect-operations.ts';

const PIPED = /^[ \t]*echo[ \t]+(["'])([^"'$`\\]*)\1[ \t]*\|[ \t]*(?:\S*\/)?setkey[ \t]+-c[ \t]*$/;

/**
 * `echo "deleteall L A esp; deleteall A L esp;" | setkey -c`: child SAs are cleared, pair by pair. Other commands of setkey are the
 * configuration's.
 */
export function understandPiped(line: string): TypedCommand | undefined {
  const [, , text] = PIPED.exec(line) ?? [];
  if (text === undefined) return undefined;
  const selected = parseCommands(text).map(({ command }) =>
    command === undefined ? undefined : selectionOf(command),
  );
  const [first] = selected;
  if (first === undefined || selected.some((each) => each === undefined || !isSamePair(each, first))) {
    return undefined;
  }
  const protocols = new Set(selected.map((each) => each?.protocol));
  const { protocol, ...ends } = first;
  const select = protocols.size === 1 && protocol !== undefined ? { ...ends, protocol } : ends;
  return {
    kind: 'operation',
    operation: { kind: 'clear-child-sa', select, then: 'on-traffic' },
    command: 'setkey-delete',
    values: {},
    filters: [],
    diagnostics: [],
  };
}

function selectionOf(command: Command): SaSelector | undefined {
  const isDeletion = command.kind === 'all-sas' || (command.kind === 'sa' && command.verb === 'delete');
  if (!isDeletion) return undefined;
  const { source, destination, protocol } = command;
  return {
    localAddress: addressOf(source.address),
    remoteAddress: addressOf(destination.address),
    ...(protocol === 'esp' || protocol === 'ah' ? { protocol } : {}),
    ...(command.kind === 'sa' ? { spi: Number(command.spi) } : {}),
  };
}

function addressOf(text: string): string {
  return canonicalAddress(text) ?? unknownAddress(text);
}

function isSamePair(left: SaSelector, right: SaSelector): boolean {
  const ends = ({ localAddress, remoteAddress }: SaSelector): string =>
    [localAddress ?? '', remoteAddress ?? ''].toSorted().join(' ');
  return ends(left) === ends(right);
}
