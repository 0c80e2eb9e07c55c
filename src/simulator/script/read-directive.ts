import type { Span } from '../../ir/diagnostic.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import { Expression } from '../../text/regular-expression.ts';
import { DURATION_FORM, readDuration } from '../lab/duration.ts';
import type { LinkQuality } from '../lab/lab.ts';
import { DirectiveWords, type Known, type Problem } from './directive-words.ts';
import type { Step } from './script.ts';

/** A step without its place. */
type Said = Step extends infer Each ? (Each extends Step ? Omit<Each, 'span' | 'text'> : never) : never;
type Reader = (words: DirectiveWords) => Said | Problem;

const HOW = ['contains', 'matches', 'equals'] as const;
const KEYS: Readonly<Record<string, string>> = { space: ' ', enter: '\n', other: 'q' };
const MOST_PACKETS = 1_000_000;
const LONGEST_PACKET = 65_535;
const MOST_ROWS = 1000;

/** What stands behind the name of each directive; a device's name opens a session on it. */
const DIRECTIVES: Readonly<Record<string, Reader>> = {
  wait: readWait,
  link: readLink,
  traffic: readTraffic,
  expect: readExpect,
  screen: readScreen,
  key: readKey,
};

/** Reads a line that begins with `@`. */
export function readDirective(line: string, span: Span, known: Known): Step | Problem {
  const words = new DirectiveWords(line, span, known);
  const said = readNamed(words);
  if ('problem' in said) return said;
  if (words.next !== undefined) return words.expected('the end of the line');
  const { text } = words;
  return { ...said, span: { ...span, end: span.start + text.length }, text };
}

function readNamed(words: DirectiveWords): Said | Problem {
  const { name, known } = words;
  if (known.devices.includes(name)) return readOpen(words);
  if (Object.hasOwn(DIRECTIVES, name)) return DIRECTIVES[name]?.(words) ?? words.noDirective('');
  const names = Object.keys(DIRECTIVES);
  const near = nearestWord(name, [...names, ...known.devices]);
  if (near !== undefined) return words.noDirective(`did you mean "@${near}"?`);
  const [directives, devices] = [names, known.devices.slice(0, 10)].map((list) =>
    list.map((each) => `@${each}`).join(', '),
  );
  return words.noDirective(`directives are ${directives}, devices ${devices}`);
}

function readOpen(words: DirectiveWords): Said | Problem {
  const device = words.name;
  if (words.next === undefined) return { kind: 'open', device };
  const { dialects } = words.known;
  const dialect = words.oneOf(dialects);
  return dialect === undefined
    ? words.expected(`one of ${dialects.join(', ')}, or nothing`)
    : { kind: 'open', device, dialect };
}

function readWait(words: DirectiveWords): Said | Problem {
  const milliseconds = words.duration();
  return milliseconds === undefined ? words.expected(DURATION_FORM) : { kind: 'wait', milliseconds };
}

function readLink(words: DirectiveWords): Said | Problem {
  const left = words.device();
  if (left === undefined) return words.noDevice();
  const right = words.device();
  if (right === undefined) return words.noDevice();
  const state = words.oneOf(['up', 'down']);
  if (state !== undefined) return { kind: 'link', ends: [left, right], isUp: state === 'up' };
  const quality = readQuality(words);
  return quality === undefined
    ? words.expected('up, down, latency=20ms, jitter=5ms, loss=1% or duplication=1%')
    : { kind: 'link', ends: [left, right], quality };
}

function readQuality(words: DirectiveWords): Partial<LinkQuality> | undefined {
  const quality: { -readonly [Name in keyof LinkQuality]?: number } = {};
  for (let { next } = words; next !== undefined; { next } = words) {
    const [, name, value = ''] = /^(latency|jitter|loss|duplication)=(.*)$/.exec(next) ?? [];
    const share = /^(\d{1,3}(?:\.\d+)?)%$/.exec(value)?.[1];
    if (name === 'latency' || name === 'jitter') {
      const duration = readDuration(value);
      if (duration === undefined) return undefined;
      quality[name] = duration;
    } else if ((name === 'loss' || name === 'duplication') && share !== undefined && Number(share) <= 100) {
      quality[name] = Number(share) / 100;
    } else return undefined;
    words.skip();
  }
  return Object.keys(quality).length === 0 ? undefined : quality;
}

/** `hub 10.1.0.5 -> 10.2.0.9 [ 1200B ] [ x 10 ]` */
function readTraffic(words: DirectiveWords): Said | Problem {
  const device = words.device();
  if (device === undefined) return words.noDevice();
  const from = words.address();
  if (from === undefined) return words.expected('the address that sends');
  if (!words.take('->')) return words.expected('->');
  const to = words.address();
  if (to === undefined) return words.expected('the address that receives');
  const bytes = words.number(/^(\d+)B$/, 1, LONGEST_PACKET) ?? 100;
  const packets = words.take('x') ? words.number(/^\d+$/, 1, MOST_PACKETS) : 1;
  if (packets === undefined) return words.expected(`a number of packets, 1..${MOST_PACKETS}`);
  return { kind: 'traffic', device, traffic: { from, to, bytes, packets } };
}

function readExpect(words: DirectiveWords): Said | Problem {
  const isNegated = words.take('not');
  const how = words.oneOf(HOW);
  if (how === undefined)
    return words.expected('contains, matches or equals, with or without "not" before it');
  const text = words.next;
  if (text === undefined) return words.expected('a text in quotes');
  if (how === 'matches' && Expression.compile(text) === undefined) {
    return words.expected('a regular expression (RE2)');
  }
  words.skip();
  return { kind: 'expect', expectation: { how, text, isNegated } };
}

function readScreen(words: DirectiveWords): Said | Problem {
  const rows = words.number(/^\d+$/, 0, MOST_ROWS);
  return rows === undefined
    ? words.expected(`the rows of a screen, 0..${MOST_ROWS}`)
    : { kind: 'screen', rows };
}

function readKey(words: DirectiveWords): Said | Problem {
  const typed = words.next ?? '';
  const key = Object.hasOwn(KEYS, typed) ? KEYS[typed] : /^[/+-]./.test(typed) ? typed : undefined;
  if (key === undefined) return words.expected(`one of ${Object.keys(KEYS).join(', ')}, or a filter: /TEXT`);
  words.skip();
  return { kind: 'key', key };
}
