import { ObjectModel, type SlotModel, type ViewModel } from '../objects/model.ts';
import { file, listen, padding, privsep, timer } from './schema/daemon.ts';
import type { Directive, Section } from './schema/directive.ts';
import { proposal, remote, sainfo } from './schema/phases.ts';
import { ldap, modeConfiguration, radius } from './schema/remote-access.ts';

/** The view of the root: what stands at the top of a racoon.conf, and the other two files. */
export const ROOT = file.view;
/** Slots of the root for the lines of psk.txt and the commands of setkey. */
export const KEYS = 'psk.txt';
export const COMMANDS = 'setkey';
/** A line of comment before a block: written, and never read. */
export const COMMENT = '#';

/** In the order in which they are written (`translation.md` 1.8). */
export const SECTIONS: readonly Section[] = [
  file,
  privsep,
  padding,
  timer,
  listen,
  modeConfiguration,
  ldap,
  radius,
  remote,
  proposal,
  sainfo,
];

const byView: ReadonlyMap<string, Section> = new Map(SECTIONS.map((section) => [section.view, section]));

export function sectionOf(view: string): Section | undefined {
  return byView.get(view);
}

/** The schema as the objects step knows it: a block is a view, a directive is a slot. */
export const model = new ObjectModel(SECTIONS.map(viewOf));

function viewOf({ view, directives, sections }: Section): ViewModel {
  const slots = Object.entries(directives).map(([slot, directive]) => slotOf(slot, directive));
  const opened = sections.map((inner): SlotModel => ({ ...plain(inner, 'one'), enters: [inner] }));
  const others = view === ROOT ? [plain(KEYS, 'list'), plain(COMMANDS, 'list')] : [];
  return { view, slots: [plain(COMMENT, 'list'), ...slots, ...opened, ...others] };
}

function plain(slot: string, holds: SlotModel['holds']): SlotModel {
  return { slot, holds, undoable: false, defaults: {}, alwaysListed: [] };
}

function slotOf(slot: string, { list, keyed }: Directive): SlotModel {
  if (keyed === true) return plain(slot, 'keyed');
  return plain(slot, list === true ? 'list' : 'one');
}
