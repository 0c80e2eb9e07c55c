/** What a worker of the pool runs. */
export { translateTask as default } from './translate-task.ts';
