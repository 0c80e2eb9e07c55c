import { describe, expect, it } from 'vitest';
import { AR, type End, Lab, NE, RACOON } from './lab.ts';

const cut = { kind: 'link', between: ['left', 'right'], properties: { up: false } } as const;
const join = { kind: 'link', between: ['left', 'right'], properties: { up: true } } as const;
const ON_TRAFFIC: End = { policy: { initiation: 'on-traffic' } };

describe('deleting the IKE SA of a USG with its child SAs (S13)', () => {
  const reset = {
    kind: 'clear-ike-sa',
    select: {},
    children: 'delete',
    then: 'by-policy',
    childConnection: 'by-policy',
  } as const;

  it('tells the peer of the child SAs first, then of the IKE SA', () => {
    const lab = new Lab();
    lab.run(1000);
    lab.execute('left', reset);
    expect(
      lab
        .sent()
        .slice(9, 11)
        .map(({ message }) => message.payloads.at(-1)),
    ).toMatchObject([
      { kind: 'D', protocol: 'esp' },
      { kind: 'D', protocol: 'ike' },
    ]);
    lab.run(1010);
    expect(lab.reasons('left')).toEqual(['ike configuration-change-or-manual']);
    expect(lab.reasons('right')).toEqual(['ike peer-request', 'child peer-request']);
    expect(lab.events('right')).toContain('1010 peer-deleted-sa');
  });

  it('establishes both again at once where the policy starts by itself', () => {
    const lab = new Lab();
    lab.run(1000);
    lab.execute('left', reset);
    lab.run(1100);
    expect(lab.childSas('left')).toMatchObject([{ created: 1080 }]);
    expect(lab.childSas('right')).toMatchObject([{ created: 1090 }]);
  });

  it('waits for traffic where the policy does', () => {
    const lab = new Lab({ left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    lab.execute('left', reset);
    lab.run(100_000);
    expect(lab.ikeSas('left')).toEqual([]);
    expect(lab.send('left')).toBe('negotiating');
    lab.run(101_000);
    expect(lab.childSas('left')).toHaveLength(1);
  });

  it('waits for the peer where the policy only answers', () => {
    const right: End = {
      peer: { remote: [] },
      policy: { initiation: 'never', selectors: [], acceptSelectors: 'offered' },
    };
    const lab = new Lab({ left: ON_TRAFFIC, right });
    lab.send('left');
    lab.run(1000);
    lab.execute('right', reset);
    lab.run(100_000);
    expect(lab.ikeSas('right')).toEqual([]);
    expect(lab.send('right')).toBe('no-sa');
    lab.send('left');
    lab.run(101_000);
    expect(lab.childSas('right')).toHaveLength(1);
  });
});

describe('deleting one SA by its connection id', () => {
  it.each<[name: string, then: 'at-once' | 'on-traffic', again: boolean]>([
    ['VRP 8 negotiates the child SA again at once', 'at-once', true],
    ['a device that waits for traffic does not', 'on-traffic', false],
  ])('%s', (_name, childConnection, again) => {
    const lab = new Lab({ behaviour: NE, left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    const connectionId = lab.childSas('left')[0]?.connectionId ?? 0;
    const result = lab.execute('left', {
      kind: 'clear-ike-sa',
      select: { connectionId },
      children: 'delete',
      then: 'on-traffic',
      childConnection,
    });
    expect(result).toEqual({ kind: 'done', affected: 1 });
    expect(lab.ikeSas('left')).toHaveLength(1);
    lab.run(2000);
    expect(lab.childSas('left')).toHaveLength(again ? 1 : 0);
    expect(lab.childSas('right')).toHaveLength(again ? 1 : 0);
  });

  it('refuses one that is not there', () => {
    const lab = new Lab();
    lab.run(1000);
    expect(lab.clear('left', 'delete', { connectionId: 99 })).toMatchObject({
      kind: 'refused',
      reason: 'not-found',
    });
  });
});

describe('deleting the IKE SA of an AR alone', () => {
  it('keeps its child SA, and begins a new phase 1 at once that takes it over', () => {
    const lab = new Lab({ behaviour: AR, left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    const before = lab.childSas('left')[0]?.id;
    lab.execute('left', {
      kind: 'clear-ike-sa',
      select: {},
      children: 'keep',
      then: 'at-once',
      childConnection: 'by-policy',
    });
    expect(lab.childSas('left')[0]).not.toHaveProperty('ikeSa');
    lab.run(2000);
    expect(lab.ikeSas('left')).toMatchObject([{ established: 1060 }]);
    expect(lab.childSas('left').map(({ id }) => id)).toEqual([before]);
    expect(lab.childSas('left')[0]?.ikeSa).toBe(lab.ikeSas('left')[0]?.id);
    expect(lab.childSas('right')[0]?.ikeSa).toBe(lab.ikeSas('right')[0]?.id);
  });
});

describe('a delete of IKEv1', () => {
  it('that is lost leaves the other end with its SA until its lifetime ends (S16)', () => {
    const end: End = { peer: { rekey: 'off' }, policy: { initiation: 'on-traffic' } };
    const lab = new Lab({ left: end, right: end });
    lab.send('left');
    lab.run(1000);
    lab.simulation.perform(cut);
    lab.clear('left', 'delete');
    lab.simulation.perform(join);
    lab.run(86_400_000);
    expect(lab.ikeSas('left')).toEqual([]);
    expect(lab.ikeSas('right')).toHaveLength(1);
    expect(lab.reasons('right')).toEqual(['child child-hard-expiry']);
    lab.run(86_401_000);
    expect(lab.ikeSas('right')).toEqual([]);
    expect(lab.reasons('right')).toEqual(['ike ike-hard-expiry', 'child child-hard-expiry']);
  });

  it('of a child SA is sent under any IKE SA, and to nobody without one', () => {
    const lab = new Lab({ left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    lab.clear('left', 'keep');
    lab.run(2000);
    lab.execute('left', { kind: 'clear-child-sa', select: {}, then: 'on-traffic' });
    lab.run(3000);
    expect(lab.childSas('left')).toEqual([]);
    expect(lab.childSas('right')).toHaveLength(1);
  });

  it('of an IKE SA takes the child SAs of racoon along where no other phase 1 is there', () => {
    const lab = new Lab({ behaviour: RACOON, left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    lab.clear('left', 'keep');
    lab.run(2000);
    expect(lab.childSas('left')).toHaveLength(1);
    expect(lab.childSas('right')).toEqual([]);
  });

  it('of an IKE SA takes child SAs that depend on it along', () => {
    const lab = new Lab({ left: ON_TRAFFIC, right: { peer: { childSasDependOnIkeSa: true } } });
    lab.send('left');
    lab.run(1000);
    lab.clear('left', 'keep');
    lab.run(2000);
    expect(lab.reasons('right')).toEqual(['ike peer-request', 'child dependent-ike-sa-gone']);
  });

  it('twice changes nothing more', () => {
    const lab = new Lab({ left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    expect(lab.clear('left', 'delete')).toEqual({ kind: 'done', affected: 1 });
    const sent = lab.sent().length;
    expect(lab.clear('left', 'delete')).toEqual({ kind: 'done', affected: 0 });
    expect(lab.sent()).toHaveLength(sent);
  });

  it('is counted at both ends', () => {
    const lab = new Lab({ left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    lab.clear('left', 'delete');
    lab.run(2000);
    expect(lab.statistics('left').messages).toMatchObject({ ikeDeletesSent: 1, childDeletesSent: 1 });
    expect(lab.statistics('right').messages).toMatchObject({
      ikeDeletesReceived: 1,
      childDeletesReceived: 1,
    });
  });
});

describe('the offline log', () => {
  it('holds the last 200 of 201 deletions, newest first (S14)', () => {
    const lab = new Lab({ behaviour: NE, left: ON_TRAFFIC, trace: 'hash' });
    for (let turn = 1; turn <= 201; turn++) {
      lab.send('left');
      lab.run(1000 * turn - 500);
      lab.clear('left', 'delete');
      lab.run(1000 * turn);
    }
    const records = lab.offline('left');
    expect(records).toHaveLength(200);
    expect(records[0]?.time).toBe(200_500);
    expect(records.at(-1)?.time).toBe(1500);
  });
});

describe('a peer that lost its SAs', () => {
  it('says INITIAL-CONTACT when it begins again: the other end forgets all that it had', () => {
    const lab = new Lab({ left: { policy: { initiation: 'at-once' } } });
    lab.run(1000);
    lab.simulation.perform({ kind: 'reboot', gateway: 'left' });
    expect(lab.ikeSas('right')).toHaveLength(1);
    lab.run(2000);
    expect(lab.ikeSas('right')).toHaveLength(1);
    expect(lab.childSas('right')).toHaveLength(1);
    expect(lab.reasons('right')).toEqual(['ike ike-sa-replaced']);
    expect(lab.send('right')).toBe('protected');
  });

  it('gets packets that it cannot read, and says so under an IKE SA', () => {
    const lab = new Lab({ left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    lab.simulation.perform(cut);
    lab.execute('right', { kind: 'clear-child-sa', select: {}, then: 'never' });
    lab.simulation.perform(join);
    lab.send('left');
    lab.run(2000);
    expect(lab.reasons('left')).toEqual(['child invalid-spi-received']);
    lab.send('left');
    lab.run(3000);
    expect(lab.childSas('right')).toHaveLength(1);
  });
});
