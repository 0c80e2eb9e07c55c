import { dateOf } from '../../../text/layout/codecs.ts';
import type { Cell, Codec } from '../../../text/layout/form.ts';

/** Of the daemon that put the entries in the kernel's tables. */
export const PROCESS_ID = 730;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BLANK_TIME = ' '.repeat(20);

/** `Nov 22 10:59:05 2026`, the day padded with a blank. */
export const kernelTime: Codec<number> = {
  pattern: String.raw`[A-Z][a-z]{2}\s+\d{1,2}\s+\d\d:\d\d:\d\d\s+\d{4}|\w+`,
  print: (date) => {
    const time = new Date(date);
    const [, clock = ''] = /T(\d\d:\d\d:\d\d)/.exec(time.toISOString()) ?? [];
    return `${MONTHS[time.getUTCMonth()]} ${String(time.getUTCDate()).padStart(2)} ${clock} ${time.getUTCFullYear()}`;
  },
  read: (text) => {
    const [month = '', day = '', clock = '', year = ''] = text.split(/\s+/);
    const number = MONTHS.indexOf(month) + 1;
    if (number === 0 || year === '') return undefined;
    return dateOf(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${clock}Z`);
  },
};

/** A time that may never have been: then it is blank. */
export function blankCell<Row>(time: Cell<Row>): Cell<Row> {
  return { ...time, print: (row, moment) => time.print(row, moment) ?? BLANK_TIME };
}
