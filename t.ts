import { readdirSync, readFileSync } from 'node:fs';
import { dialects } from './src/dialects/registry.ts';
import { translate } from './src/translate/translate.ts';
const C='/work/shared/corpus/racoon/';
const racoon = dialects.find((d)=>d.name==='racoon')!;
const verbose = process.argv[2];
const run=(names:string[], to:string, show=false)=>{
  const t=dialects.find((d)=>d.name===to.split('@')[0])!;
  const files=names.map((name)=>({name, text: readFileSync(name.startsWith('/')?name:C+name,'utf8')}));
  const r=translate(files,{from:{dialect:racoon,profile:'0.9'},to:{dialect:t,profile:to.split('@')[1]??t.defaultProfile},because:'',accepted:new Set(),placeholders:{},compact: process.env.COMPACT==="1"});
  console.log('==',names.join(' '),to,r.report.verdict,JSON.stringify(r.report.counts));
  for (const b of r.bugs) console.log('  BUG',b);
  for (const s of r.report.statements) if (s.notes.some((n)=>n.code==='TG299') || show) console.log('  ',s.line,s.status,s.text,'|',s.notes.map((n)=>n.code+' '+n.note).join('; '), show? s.targets.map((x)=>x.line).join(','):'');
  if (show) { for (const d of r.report.defaults) console.log('  D',d.path,d.code,d.status,d.note); for (const d of r.diagnostics) console.log('  !',d.severity,d.code,d.message,d.help??''); for (const w of r.written) console.log('---',w.file,'\n'+w.text); }
};
if (process.argv.length>3) run(process.argv.slice(3), process.argv[2], true);
else for (const to of ['ir','tmsh','vrp']) for (const f of readdirSync(C)) { try { run([f],to); } catch (e) { console.log('EXC',f,to,(e as Error).stack?.split('\n').slice(0,4).join('\n')); } }
