import { parseCommands } from '/work/wt/racoon/grammars/racoon/setkey/parser.ts';
import { readKeys } from '/work/wt/racoon/grammars/racoon/psk.ts';
import { readConfiguration } from '/work/wt/racoon/grammars/racoon/document.ts';
import { readFileSync, readdirSync } from 'node:fs';
const C='/work/shared/corpus/racoon/';
parseCommands('flush;',{validate:true});
readKeys('a b\n',0,{validate:true});
for (const f of readdirSync(C).filter((f)=>f.includes('setkey'))) { const t=readFileSync(C+f,'utf8'); for (const c of parseCommands(t)) if (c.error) console.log(f, JSON.stringify(t.slice(c.start,c.end)), c.error); }
console.log(JSON.stringify(parseCommands('spdadd 10.1.0.0/16[any] 10.2.0.0/16[443] tcp -P out prio def - 1 ipsec esp/tunnel/192.0.2.1-198.51.100.2/unique:7 ah/transport//require; add ::1 ::1 esp 10016 -m tunnel -r 8 -E null ;spddelete a/1 b/2 any -P out;')));
console.log(readKeys('# c\n10.0.0.1\tab c # d \nfoo\n  x y\n\n*  k',5).map((s)=>JSON.stringify(s)).join('\n'));
for (const f of readdirSync(C).filter((f)=>f.endsWith('racoon.conf'))) for (const s of readConfiguration(readFileSync(C+f,'utf8'),0,'lenient')) if (!['directive','header'].includes(s.understood.kind) || (s.understood as any).readAs) console.log(f, JSON.stringify(s.understood).slice(0,300));
