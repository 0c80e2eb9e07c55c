import { dialects } from '../../src/dialects/registry.ts';
import { Random } from '../random.ts';
import { captures } from './captures.ts';
import { configurationsOf } from './configurations.ts';
import { gateways } from './gateways.ts';
import { labs, scripts } from './scripts.ts';
import { sessions } from './sessions.ts';
import type { Subject } from './subject.ts';

/** A subject and how many of a hundred inputs are its own. */
interface Share {
  readonly subject: Subject;
  readonly percent: number;
}

/** Every grammar and every session, each with a source of choices of its own. One of `translated` inputs is translated. */
export function subjects(seed: number, translated: number): readonly Share[] {
  return [
    ...dialects.map((dialect) => ({
      subject: configurationsOf(dialect, new Random(seed), translated),
      percent: 17,
    })),
    { subject: gateways(new Random(seed)), percent: 4 },
    { subject: captures(new Random(seed), translated), percent: 10 },
    { subject: sessions(new Random(seed)), percent: 12 },
    { subject: scripts(new Random(seed)), percent: 4 },
    { subject: labs(new Random(seed)), percent: 2 },
  ];
}
