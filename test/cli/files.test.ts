import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOutputs, readInput, writeAll } from '../../src/cli/files.ts';
import { MEBIBYTE, readLimits, USUAL_LIMITS } from '../../src/cli/limits.ts';
import { temporaryFolder } from './run-cli.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('outputs are written whole or not at all', () => {
  it('leaves nothing of any file where one cannot be written', () => {
    const folder = temporaryFolder({ 'a file': 'x' });
    const outputs = [
      { path: join(folder, 'first.conf'), pieces: [encode('first')] },
      { path: join(folder, 'a file', 'second.conf'), pieces: [encode('second')] },
    ];
    expect(() => writeAll(outputs)).toThrow(/cannot be written: /);
    expect(readdirSync(folder)).toEqual(['a file']);
  });

  it('leaves what was there where making the pieces fails', () => {
    const folder = temporaryFolder({ 'out.conf': 'before' });
    function* pieces(): Iterable<Uint8Array> {
      yield encode('half');
      throw new Error('a bug');
    }
    expect(() => writeAll([{ path: join(folder, 'out.conf'), pieces: pieces() }])).toThrow('a bug');
    expect(readdirSync(folder)).toEqual(['out.conf']);
    expect(readFileSync(join(folder, 'out.conf'), 'utf8')).toBe('before');
  });

  it.runIf(existsSync('/dev/full'))('tells that the disk is full', () => {
    const path = join(temporaryFolder(), 'out.conf');
    // A disk that is full is played by the pieces: the device for it cannot be renamed.
    const pieces = {
      [Symbol.iterator](): Iterator<Uint8Array> {
        writeFileSync('/dev/full', 'x');
        throw new Error('not full');
      },
    };
    expect(() => writeAll([{ path, pieces }])).toThrow('out.conf cannot be written: no space left on device');
    expect(existsSync(path)).toBe(false);
  });

  it('tells that a folder takes no files', () => {
    expect(() => writeAll([{ path: '/proc/x/out.conf', pieces: [encode('x')] }])).toThrow(
      /\/proc\/x\/out\.conf cannot be written: /,
    );
  });

  it('goes over no input, no folder, and no file that is there', () => {
    const folder = temporaryFolder({ 'in.cfg': 'x', 'there.conf': 'x' });
    mkdirSync(join(folder, 'inner'));
    const check = (name: string, force = false): void =>
      checkOutputs([join(folder, name)], [join(folder, 'in.cfg')], force);
    expect(() => check('in.cfg', true)).toThrow('is an input: it is not overwritten');
    expect(() => check('inner', true)).toThrow('is a folder: name a file');
    expect(() => check('there.conf')).toThrow('exists: --force overwrites it');
    expect(() => check('there.conf', true)).not.toThrow();
  });
});

describe('limits of an input', () => {
  const folder = temporaryFolder({
    'large.cfg': Buffer.alloc(MEBIBYTE + 1, 'x\n'),
    'long.cfg': `#\n${'x'.repeat(101)}\n`,
    'deep.conf': `# {\n${'remote anonymous {\n'.repeat(10_000)}`,
  });
  const limits = (
    size?: string,
    length?: string,
    nesting?: string,
    includes?: string,
  ): ReturnType<typeof readLimits> =>
    readLimits({
      'max-file-size': size,
      'max-line-length': length,
      'max-nesting': nesting,
      'max-includes': includes,
    });

  it('are 64 MiB, a line of 1 MiB, 10,000 braces and 10,000 includes unless something else is asked for', () => {
    expect(limits()).toEqual({
      fileSize: 64 * MEBIBYTE,
      lineLength: MEBIBYTE,
      nesting: 10_000,
      mostIncludes: 10_000,
    });
    expect(limits('2', '100', '7', '9')).toEqual({
      fileSize: 2 * MEBIBYTE,
      lineLength: 100,
      nesting: 7,
      mostIncludes: 9,
    });
  });

  it.each(['0', '-1', 'x', '1.5', ''])('"%s" is none', (text) => {
    expect(() => limits(text)).toThrow('--max-file-size');
    expect(() => limits(undefined, text)).toThrow('--max-line-length');
    expect(() => limits(undefined, undefined, text)).toThrow('--max-nesting');
    expect(() => limits(undefined, undefined, undefined, text)).toThrow('--max-includes');
  });

  it('refuse what is larger, and say how to let it in', () => {
    const large = join(folder, 'large.cfg');
    expect(() => readInput(large, limits('1'))).toThrow(
      'large.cfg is larger than 1 MiB: --max-file-size lets larger ones in',
    );
    expect(readInput(large, limits('2')).text).toHaveLength(MEBIBYTE + 1);
    const long = join(folder, 'long.cfg');
    expect(() => readInput(long, limits(undefined, '100'))).toThrow(
      'long.cfg:2: the line is longer than 100 characters: --max-line-length lets longer ones in',
    );
    expect(readInput(long, USUAL_LIMITS).text).toHaveLength(104);
    const deep = join(folder, 'deep.conf');
    expect(() => readInput(deep)).toThrow(
      'deep.conf:10001: braces are nested deeper than 10000: --max-nesting lets deeper ones in',
    );
    expect(readInput(deep, limits(undefined, undefined, '10001')).text).toContain('remote');
  });
});
