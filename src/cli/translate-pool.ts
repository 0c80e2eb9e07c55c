import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import type { Translation } from '../translate/translate.ts';
import { eachWithProgress, Progress } from './progress.ts';
import { type TranslateTask, translateTask } from './translate-task.ts';

/** Characters: what is less is translated sooner than workers start. */
const WORTH_WORKERS = 2 ** 20;

/**
 * Translates gateways, large ones on all processors. The results have the order of the tasks, and are the same
 * whatever the number of workers. `jobs`: how many are translated at a time.
 */
export async function translateAll(
  tasks: readonly TranslateTask[],
  jobs: number | undefined,
): Promise<readonly Translation[]> {
  const workers = Math.min(jobs ?? (isLarge(tasks) ? availableParallelism() : 1), tasks.length);
  if (workers < 2) return eachWithProgress(tasks, describe, translateTask);
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({ filename: WORKER, minThreads: workers, maxThreads: workers });
  const progress = new Progress(tasks.length);
  try {
    return await Promise.all(
      tasks.map(async (task) => {
        const translation: Translation = await pool.run(task);
        await progress.step(describe(task));
        return translation;
      }),
    );
  } finally {
    progress.stop();
    await pool.destroy();
  }
}

/** Beside this file, built or not. */
const WORKER = new URL(`translate-worker${extname(import.meta.url)}`, import.meta.url).href;

function isLarge(tasks: readonly TranslateTask[]): boolean {
  return tasks.flatMap(({ files }) => files).reduce((sum, { text }) => sum + text.length, 0) > WORTH_WORKERS;
}

function describe({ name }: TranslateTask): string {
  return `translating ${name}`;
}
