import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import type { Known } from './directive-words.ts';
import { readDirective } from './read-directive.ts';
import type { Script, Step } from './script.ts';

export type ReadScript =
  | { readonly kind: 'script'; readonly script: Script }
  | { readonly kind: 'problems'; readonly problems: readonly Diagnostic[] };

/** How much a script may be: what is more is a mistake, or an attack. */
export interface ScriptLimits {
  readonly lines: number;
  readonly sessions: number;
}
export const USUAL_SCRIPT_LIMITS: ScriptLimits = { lines: 1_000_000, sessions: 2000 };

/** Reads a script. Everything that can be wrong with it is told before anything of it runs. */
export function readScript(
  text: string,
  known: Known,
  limits: ScriptLimits = USUAL_SCRIPT_LIMITS,
): ReadScript {
  const sessions = new Set<string>();
  let count = 0;
  const steps: Step[] = [];
  const problems: Diagnostic[] = [];
  let start = 0;
  let isOpen = false;
  for (const whole of text.split('\n')) {
    const line = whole.replace(/\r$/, '');
    const span: Span = { file: 0, start, end: start + line.length };
    start += whole.length + 1;
    const read = readLine(line, span, known);
    if (read === undefined) continue;
    count += 1;
    if (count > limits.lines) {
      const details = { limit: limits.lines, option: '--max-script-lines' };
      return { kind: 'problems', problems: [...problems, diagnostic('TG513', details, { span })] };
    }
    if ('problem' in read) problems.push(read.problem);
    else {
      if (read.kind === 'open') {
        isOpen = true;
        sessions.add(`${read.device} ${read.dialect ?? ''}`);
        if (sessions.size > limits.sessions) {
          const details = { limit: limits.sessions, option: '--max-sessions' };
          return { kind: 'problems', problems: [...problems, diagnostic('TG514', details, { span })] };
        }
      }
      if ((read.kind === 'type' || read.kind === 'key' || read.kind === 'expect') && !isOpen) {
        problems.push(diagnostic('TG512', {}, { span }));
        isOpen = true;
      }
      steps.push(read);
    }
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'script', script: { steps } };
}

/** `@@…` types a line that begins with `@`; other lines are typed as they are. Empty ones and remarks are not. */
function readLine(
  line: string,
  span: Span,
  known: Known,
): Step | { readonly problem: Diagnostic } | undefined {
  if (line.trim() === '' || line.startsWith('#')) return undefined;
  if (!line.startsWith('@')) return { kind: 'type', line, span, text: line };
  if (line.startsWith('@@')) return { kind: 'type', line: line.slice(1), span, text: line };
  return readDirective(line, span, known);
}
