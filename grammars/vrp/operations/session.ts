import { chapter, command } from '../../notation/command.ts';

/** Commands of user view that steer the session: `reference/vrp.md` 1.1, 1.6 and 1.7. */
export const userSession = chapter('user', {
  save: command('save [ <file:rest> ]', { level: 3 }),
  systemView: command('system-view', { level: 2 }),
  pageLength: [
    command('screen-length <lines:0..512> temporary', { level: 3 }),
    command('undo screen-length { kind: temporary }', { level: 3 }),
  ],
});

/** Those of every view. */
export const session = chapter('any', {
  quit: command('quit'),
  return: command('return'),
});
