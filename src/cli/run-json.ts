import type { Happening } from '../simulator/script/run-script.ts';

/** What is told where an `@expect` is not met. */
export interface Failure {
  readonly told: readonly string[];
}

/** A script's commands as a JSON array, an element a line; times are milliseconds since the start of the lab. */
export function* happeningsAsJson(
  happenings: Iterable<Happening>,
  start: number,
): Generator<string | Failure> {
  yield `{"start":${JSON.stringify(new Date(start).toISOString())},"steps":[`;
  let separator = '\n';
  const element = (value: object): string => {
    const text = `${separator}${JSON.stringify(value)}`;
    separator = ',\n';
    return text;
  };
  let failure: Failure | undefined;
  let isFirstLine = true;
  for (const happening of happenings) {
    switch (happening.kind) {
      case 'directive':
        yield element({ directive: happening.text });
        break;
      case 'ladder':
        yield element({ exchange: happening.text });
        break;
      case 'typed': {
        const { at, device, dialect, prompt, line } = happening;
        const command = { at, device, ...(dialect === '' ? {} : { dialect }), prompt, command: line };
        yield `${element(command).slice(0, -1)},"output":[`;
        isFirstLine = true;
        break;
      }
      case 'output':
        yield `${isFirstLine ? '' : ','}${JSON.stringify(happening.text)}`;
        isFirstLine = false;
        break;
      case 'done': {
        const { refused, status, result } = happening;
        const rest = {
          refused,
          ...(status === undefined ? {} : { status }),
          ...(result === undefined ? {} : { result: result() }),
        };
        yield `],${JSON.stringify(rest).slice(1)}`;
        break;
      }
      case 'failed': {
        const { step, actual } = happening;
        yield element({ failed: step.text, actual });
        failure = { told: [`error: ${step.text}: the output is not as expected`] };
        break;
      }
      default:
        happening satisfies never;
    }
  }
  yield '\n]}\n';
  if (failure !== undefined) yield failure;
}
