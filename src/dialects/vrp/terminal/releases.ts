import type { Profile } from '../../../../grammars/vrp/profiles.ts';

/** What a device of a profile says of itself: one row each, of the releases that the profile stands for. */
interface Release {
  /** The name of a device that has none (`reference/vrp.md` 1.1). */
  readonly name: string;
  /** First lines of its configuration (1.8). */
  readonly header: readonly string[];
  readonly version: readonly string[];
  /** What its uptime is told of (`reference/clients.md` C4). */
  readonly hardware: string;
  /** Longest line in characters (1.3). */
  readonly longestLine: number;
  /** A line with the time stands above every output (1.7). */
  readonly timeStamp: boolean;
  readonly enters: string;
}

const VRP5_ENTERS = 'Enter system view, return user view with Ctrl+Z.';

export const RELEASES: Readonly<Record<Profile, Release>> = {
  'ar-v2r3': {
    name: 'Huawei',
    header: ['[V200R003C00]'],
    version: [
      'Huawei Versatile Routing Platform Software',
      'VRP (R) software, Version 5.130 (AR2200 V200R003C00)',
    ],
    hardware: 'Huawei AR2220 Router',
    longestLine: 510,
    timeStamp: false,
    enters: VRP5_ENTERS,
  },
  ar: {
    name: 'Huawei',
    header: ['[V200R010C00SPC600]'],
    version: [
      'Huawei Versatile Routing Platform Software',
      'VRP (R) software, Version 5.170 (AR2200 V200R010C00SPC600)',
    ],
    hardware: 'Huawei AR2220E Router',
    longestLine: 510,
    timeStamp: false,
    enters: VRP5_ENTERS,
  },
  usg: {
    name: 'USG6000V1',
    header: ['!Software Version V500R005C10SPC300'],
    version: [
      'Huawei Versatile Routing Platform Software',
      'VRP (R) Software, Version 5.160 (USG6000 V500R005C10SPC300)',
    ],
    hardware: 'USG6000V1',
    longestLine: 510,
    timeStamp: true,
    enters: VRP5_ENTERS,
  },
  ne: {
    name: 'HUAWEI',
    header: ['!Software Version V800R012C10'],
    version: [
      'Huawei Versatile Routing Platform Software',
      'VRP (R) software, Version 8.180 (NE40E V800R012C10)',
    ],
    hardware: 'HUAWEI NE40E',
    longestLine: 3100,
    timeStamp: true,
    enters: 'Enter system view, return user view with return command.',
  },
};
