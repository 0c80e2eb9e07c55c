import { chapter, command } from '../../notation/command.ts';
import { NAMED_DPD } from './unread.ts';

/** View of `ike dpd NAME` of old devices (`reference/vrp.md` 5 item 9). Its lines are recalled, not documented. */
export const ikeDpd = chapter('ike-dpd', {
  interval: command('interval-time <seconds:1..300>', { undo: 'interval-time', unread: NAMED_DPD }),
  timeOut: command('time-out <seconds:1..60>', { undo: 'time-out', unread: NAMED_DPD }),
});
