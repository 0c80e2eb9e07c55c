// What cold-start.ts measures against: the two large libraries, and nothing done with them.
import 'chevrotain';
import 'yargs';
import 'yargs/helpers';
