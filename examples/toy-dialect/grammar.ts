import { chapter, command } from '../../grammars/notation/command.ts';
import { CommandLanguage } from '../../grammars/notation/command-language.ts';
import { commandTable } from '../../grammars/notation/command-table.ts';

export const PROFILES = ['1'] as const;

/** The whole of the language, as its manual would print it. */
export const tunnels = chapter('system', {
  tunnel: command(
    'tunnel <name:string 1..15> from <here:ipv4> to <peer:ipv4> protect <local-network:ipv4> <local-length:0..32> and <remote-network:ipv4> <remote-length:0..32> key <secret-text:string 1..64>',
    { holds: { keyedBy: 'name' }, undo: 'tunnel <name:string 1..15>', secret: 'secret-text' },
  ),
  contact: command('contact <text:rest 1..80>', { undo: 'contact', unread: 'out-of-scope' }),
});

export const table = commandTable([tunnels], PROFILES);
export const language = new CommandLanguage(table);
