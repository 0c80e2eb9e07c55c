import { describe, expect, it } from 'vitest';
import type { DeadPeerDetection } from '../../../src/ir/ike.ts';
import { type End, Lab, NE, RACOON, USG } from './lab.ts';

const cut = { kind: 'link', between: ['left', 'right'], properties: { up: false } } as const;
const join = { kind: 'link', between: ['left', 'right'], properties: { up: true } } as const;

function watched(dpd: Partial<DeadPeerDetection>): End {
  return {
    peer: {
      dpd: {
        mode: 'periodic',
        idleSeconds: 30,
        retryIntervalSeconds: 5,
        retries: 5,
        payloadOrder: 'hash-notify',
        then: 'on-traffic',
        ...dpd,
      },
    },
  };
}
/** When the left end sent R-U-THERE (36136), and its sequence numbers. */
function probes(lab: Lab): readonly (readonly [time: number, sequence: unknown])[] {
  return lab
    .sent()
    .flatMap(({ time, from, message }) =>
      message.payloads.flatMap((payload) =>
        from === 'left' && payload.kind === 'NOTIFY' && payload.type === 36_136
          ? [[time, payload.data] as const]
          : [],
      ),
    );
}

describe('dead peer detection (RFC 3706)', () => {
  it('of racoon: 30 s, then five probes 5 s apart, dead after another 5 s (S12)', () => {
    const lab = new Lab({ behaviour: RACOON, left: watched({}) });
    lab.run(31_000);
    expect(probes(lab).map(([time]) => time)).toEqual([30_080]);
    // the acknowledgement came at 30.100 s: that is t0
    lab.simulation.perform(cut);
    lab.run(85_099);
    expect(probes(lab).map(([time]) => time)).toEqual([30_080, 60_100, 65_100, 70_100, 75_100, 80_100]);
    expect(lab.ikeSas('left')[0]?.dpd).toMatchObject({ failures: 5 });
    expect(lab.reasons('left')).toEqual([]);
    lab.run(85_100);
    expect(lab.reasons('left')).toEqual(['ike dpd-timeout']);
    expect(lab.childSas('left')).toEqual([]);
    expect(lab.events('left').at(-3)).toBe('85100 peer-dead');
    const sequences = probes(lab).map(([, sequence]) => Number(sequence));
    expect(sequences[0]).toBeGreaterThanOrEqual(1);
    expect(sequences[0]).toBeLessThanOrEqual(4096);
    expect(sequences.slice(1)).toEqual(sequences.slice(0, -1).map((sequence) => sequence + 1));
  });

  it('of VRP: 30 s, then three probes 15 s apart, dead at 75 s', () => {
    const lab = new Lab({
      behaviour: USG,
      left: watched({ retryIntervalSeconds: 15, retries: 3, then: 'by-policy' }),
    });
    lab.run(1000);
    lab.simulation.perform(cut);
    lab.run(80_000);
    expect(probes(lab).map(([time]) => time)).toEqual([30_080, 45_080, 60_080]);
    expect(lab.offline('left')).toMatchObject([{ reason: 'dpd-timeout', time: 75_080 }]);
    // the policy starts by itself again
    expect(lab.ikeSas('left')).toMatchObject([{ state: 'connecting', created: 75_080 }]);
  });

  it('does not probe a peer whose traffic arrives', () => {
    const lab = new Lab({ left: watched({}) });
    lab.run(1000);
    for (let second = 10; second <= 100; second += 10) {
      lab.run(1000 * second);
      lab.send('right');
    }
    lab.run(110_000);
    expect(probes(lab)).toEqual([]);
    lab.run(131_000);
    expect(probes(lab).map(([time]) => time)).toEqual([130_010]);
  });

  it('on demand probes only when traffic leaves and nothing has come back', () => {
    const lab = new Lab({ left: watched({ mode: 'on-demand' }) });
    lab.run(500_000);
    expect(probes(lab)).toEqual([]);
    lab.send('left');
    lab.run(501_000);
    expect(probes(lab).map(([time]) => time)).toEqual([500_000]);
    lab.run(600_000);
    expect(probes(lab)).toHaveLength(1);
    lab.simulation.perform(cut);
    lab.send('left');
    lab.run(625_000);
    expect(lab.reasons('left')).toEqual(['ike dpd-timeout']);
  });

  it.each<[name: string, right: Partial<DeadPeerDetection>, outcome: 'unwatched' | 'answered' | 'dead']>([
    ['a peer that has it switched off is not probed', { mode: 'off' }, 'unwatched'],
    ['a peer that only answers is probed', { mode: 'answer' }, 'answered'],
    ['a peer with the other order of payloads does not understand', { payloadOrder: 'notify-hash' }, 'dead'],
  ])('%s', (_name, right, outcome) => {
    const lab = new Lab({ left: watched({}), right: watched({ mode: 'answer', ...right }) });
    lab.run(56_000);
    expect(probes(lab).length).toBe({ unwatched: 0, answered: 1, dead: 5 }[outcome]);
    expect(lab.reasons('left')).toEqual(outcome === 'dead' ? ['ike dpd-timeout'] : []);
  });

  it('counts what it sends and receives', () => {
    const lab = new Lab({ left: watched({}) });
    lab.run(100_000);
    expect(lab.statistics('left').messages).toMatchObject({ dpdSent: 3, dpdReceived: 3 });
  });
});

describe('the heartbeat', () => {
  const sender: End = { ike: { heartbeat: { sequence: 'old', spiList: false, sendIntervalSeconds: 20 } } };
  const receiver: End = { ike: { heartbeat: { sequence: 'old', spiList: false, timeoutSeconds: 60 } } };
  const quiet: NonNullable<End['policy']> = { initiation: 'on-traffic' };

  it('misses once, then twice: the SA is marked, then gone with its child SAs (S11)', () => {
    const lab = new Lab({ left: sender, right: receiver });
    lab.run(100_000);
    expect(lab.ikeSas('right')[0]?.marks).toEqual(['heartbeat', 'sequence-known']);
    lab.simulation.perform(cut);
    const marked = lab.ikeSas('right')[0];
    expect(marked?.marks).not.toContain('timed-out-once');
    // the last one was sent at 80.060 s
    lab.run(140_069);
    expect(lab.ikeSas('right')[0]?.marks).not.toContain('timed-out-once');
    lab.run(140_070);
    expect(lab.ikeSas('right')[0]?.marks).toContain('timed-out-once');
    lab.run(200_069);
    expect(lab.childSas('right')).toHaveLength(1);
    lab.run(200_070);
    expect(lab.ikeSas('right')).toEqual([]);
    expect(lab.childSas('right')).toEqual([]);
    expect(lab.offline('right')).toMatchObject([
      { reason: 'heartbeat-timeout', level: 'ike', time: 200_070 },
    ]);
  });

  it('one that comes in between clears the mark', () => {
    const lab = new Lab({ left: sender, right: receiver });
    lab.run(100_000);
    lab.simulation.perform(cut);
    lab.run(150_000);
    expect(lab.ikeSas('right')[0]?.marks).toContain('timed-out-once');
    lab.simulation.perform(join);
    lab.run(170_000);
    expect(lab.ikeSas('right')[0]?.marks).not.toContain('timed-out-once');
    lab.run(400_000);
    expect(lab.reasons('right')).toEqual([]);
  });

  it.each<[name: string, left: Partial<NonNullable<End['ike']>['heartbeat']>, survives: boolean]>([
    ['the same numbering and list', {}, true],
    ['the other numbering', { sequence: 'new' }, false],
    ['a list that is not expected', { spiList: true }, false],
  ])('is taken with %s: %s', (_name, left, survives) => {
    const lab = new Lab({
      left: {
        ike: { heartbeat: { sequence: 'old', spiList: false, sendIntervalSeconds: 20, ...left } },
        policy: quiet,
      },
      right: { ...receiver, policy: { initiation: 'at-once' } },
    });
    lab.run(121_000);
    expect(lab.reasons('right')).toEqual(survives ? [] : ['ike heartbeat-timeout']);
  });

  it('with a list of SPIs lets the receiver drop child SAs that the sender has lost', () => {
    const end = (heartbeat: object): End => ({
      ike: { heartbeat: { sequence: 'new', spiList: true, ...heartbeat } },
      policy: { initiation: 'on-traffic' },
    });
    const lab = new Lab({ left: end({ sendIntervalSeconds: 20 }), right: end({ timeoutSeconds: 60 }) });
    lab.send('left');
    lab.run(30_000);
    expect(lab.childSas('right')).toHaveLength(1);
    // the left end's delete is lost
    lab.simulation.perform(cut);
    lab.execute('left', { kind: 'clear-child-sa', select: {}, then: 'never' });
    lab.simulation.perform(join);
    lab.run(39_000);
    expect(lab.childSas('right')).toHaveLength(1);
    lab.run(41_000);
    expect(lab.childSas('right')).toEqual([]);
    expect(lab.reasons('right')).toEqual(['child peer-request']);
    expect(lab.ikeSas('right')).toHaveLength(1);
  });

  it('is not there on devices that have none, whatever is configured', () => {
    const lab = new Lab({ behaviour: NE, left: sender, right: receiver });
    lab.run(300_000);
    expect(lab.ikeSas('right')[0]?.marks).toEqual([]);
    expect(lab.reasons('right')).toEqual([]);
  });
});
