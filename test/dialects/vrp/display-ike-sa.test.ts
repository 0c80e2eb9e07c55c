import { describe, expect, it } from 'vitest';
import { showCaptured } from '../../../src/dialects/dialect-outputs.ts';
import { outputs } from '../../../src/dialects/vrp/outputs.ts';
import { momentOf } from '../../../src/ir/captured.ts';

/** Outputs of `reference/vrp.md` 3.1, as each family of devices prints them. */
const SAMPLES: Readonly<Record<string, string>> = {
  'ar-v2r3': `    Conn-ID  Peer            VPN   Flag(s)                Phase  
  ---------------------------------------------------------------
       53    203.0.113.2     0     RD|ST                  2     
       52    203.0.113.2     0     RD|ST                  1     

  Flag Description:
  RD--READY   ST--STAYALIVE   RL--REPLACED   FD--FADING   TO--TIMEOUT
  HRT--HEARTBEAT   LKG--LAST KNOWN GOOD SEQ NO.   BCK--BACKED UP
`,
  ar: `IKE SA information :
  Conn-ID  Peer            VPN   Flag(s)   Phase   RemoteType  RemoteID
  ---------------------------------------------------------------------------
     15    198.51.100.9:4500     RD|ST     v1:2    FQDN        branch1
     14    198.51.100.9:4500     RD|ST     v1:1    FQDN        branch1

  Number of IKE SA : 2
  ---------------------------------------------------------------------------

  Flag Description:
  RD--READY   ST--STAYALIVE   RL--REPLACED   FD--FADING   TO--TIMEOUT
  HRT--HEARTBEAT   LKG--LAST KNOWN GOOD SEQ NO.   BCK--BACKED UP
  M--ACTIVE   S--STANDBY   A--ALONE  NEG--NEGOTIATING
`,
  usg: `2026-03-14 09:26:53.590 

IKE SA information :
 Conn-ID    Peer                                          VPN              Flag(s)               Phase  RemoteType  RemoteID        
------------------------------------------------------------------------------------------------------------------------------------
 8          203.0.113.2:500                                                RD|ST|A               v2:2   IP          203.0.113.2     
 7          203.0.113.2:500                                                RD|ST|A               v2:1   IP          203.0.113.2     

  Number of IKE SA : 2
------------------------------------------------------------------------------------------------------------------------------------

 Flag Description:
 RD--READY   ST--STAYALIVE   RL--REPLACED   FD--FADING   TO--TIMEOUT
 HRT--HEARTBEAT   LKG--LAST KNOWN GOOD SEQ NO.   BCK--BACKED UP
 M--ACTIVE   S--STANDBY   A--ALONE  NEG--NEGOTIATING
`,
};

describe('display ike sa', () => {
  it.each(Object.entries(SAMPLES))('of %s is read and printed again as it was', (profile, text) => {
    const { captured, diagnostics } = outputs.read({ name: 'capture', text }, 0);
    expect(diagnostics).toEqual([]);
    expect([captured.ikeSas.length, captured.childSas.length]).toEqual([1, 1]);
    const lines = [...outputs.print('ike-sa', showCaptured(captured), momentOf(captured), profile)];
    expect(lines.map((line) => `${line}\n`).join('')).toBe(text);
  });
});
