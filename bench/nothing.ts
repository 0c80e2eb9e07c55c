// What cold-start.ts measures against: the two large libraries, and nothing done with them.
export * as chevrotain from 'chevrotain';
export { default as yargs } from 'yargs';
export { hideBin } from 'yargs/helpers';
