import type { Profile } from '../../../../grammars/vrp/profiles.ts';

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
export function saveDialogue(profile: Profile, file: string | undefined): Dialogue {
  const dialogue = DIALOGUES[profile === 'ar' || profile === 'ar-v2r3' ? 'ar' : 'other'];
  if (file === undefined) return dialogue;
  return {
    before: [],
    question: `Warning: Are you sure to save the configuration to ${file}? [Y/N]:`,
    done: dialogue.done,
  };
}
