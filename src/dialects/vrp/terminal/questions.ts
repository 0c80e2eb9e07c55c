import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { Reply, TerminalHost } from '../../dialect-terminal.ts';
import { configurationText } from './configuration-text.ts';
import type { Place } from './place.ts';

/** A question, and what its answer does. */
export interface Question {
  readonly text: string;
  answer(text: string): Reply;
}
const NOTHING: Reply = { lines: [] };

interface Dialogue {
  readonly before: readonly string[];
  readonly question: string;
  readonly done: readonly string[];
}

/** `reference/vrp.md` 1.6. */
const DIALOGUES: Readonly<Record<'ar' | 'other', Dialogue>> = {
  ar: {
    before: ['  The current configuration will be written to the device.'],
    question: '  Are you sure to continue? (y/n)[n]:',
    done: [
      '  It will take several minutes to save configuration file, please wait.......',
      '  Configuration file had been saved successfully',
      '  Note: The configuration file will take effect after being activated',
    ],
  },
  other: {
    before: [],
    question: 'Warning: The current configuration will be written to the device. Continue? [Y/N]:',
    done: ['Info: The current configuration was saved to the device successfully.'],
  },
};

/** What `save` prints and asks; under a name it asks for that. */
function saveDialogue(profile: Profile, file: string | undefined): Dialogue {
  const dialogue = DIALOGUES[profile === 'ar' || profile === 'ar-v2r3' ? 'ar' : 'other'];
  if (file === undefined) return dialogue;
  return {
    before: [],
    question: `Warning: Are you sure to save the configuration to ${file}? [Y/N]:`,
    done: dialogue.done,
  };
}

/** `save [ FILE ]`: what it prints, and its question. */
export function saving(
  host: TerminalHost,
  profile: Profile,
  file: string | undefined,
): { readonly before: readonly string[]; readonly question: Question } {
  const { before, question, done } = saveDialogue(profile, file);
  const answer = (text: string): Reply => {
    if (!isYes(text)) return NOTHING;
    if (file === undefined) host.save();
    else host.files.write({ name: file, text: configurationText(host, profile) });
    return { lines: done };
  };
  return { before, question: { text: question, answer } };
}

function isYes(text: string): boolean {
  return /^y(?:es)?$/i.test(text);
}

/** `screen-width`: a session has no width of its own, whatever is answered (`reference/clients.md` C3). */
export const SCREEN_WIDTH: Question = {
  text: 'Warning: This command will change the default screen width. Continue? [Y/N]:',
  answer: () => NOTHING,
};

/** Somebody leaves with something uncommitted. */
export function leaving(place: Place, leave: () => Reply): Question {
  return {
    text: 'Warning: Uncommitted configurations found. Are you sure to commit them before exiting? [Y(yes)/N(no)/C(cancel)]:',
    answer: (text) => {
      if (/^c(?:ancel)?$/i.test(text)) return NOTHING;
      const said: Reply = isYes(text) ? place.commit() : NOTHING;
      return said.refused === true ? said : { ...leave(), lines: said.lines };
    },
  };
}
