// Checks who may import whom (design 2), and fails when it sees no modules.
import { cruise, type IRegularForbiddenRuleType } from 'dependency-cruiser';

const DIALECTS = ['vrp', 'tmsh', 'racoon', 'ir'];
/** racoonctl is the command of two devices: ipsec-tools and BIG-IP (docs/decisions/racoonctl-of-two-devices.md). */
const SHARED = 'racoonctl';
const LEAST_MODULES = 100;

const rules: IRegularForbiddenRuleType[] = [
  forbid('no-cycles', {}, { circular: true }),
  forbid('ir-stands-alone', { path: '^src/ir/' }, { path: '^(src|grammars)/', pathNot: '^src/ir/' }),
  forbid(
    'text-knows-ir-only',
    { path: '^src/text/' },
    { path: '^(src|grammars)/', pathNot: '^src/(ir|text)/' },
  ),
  forbid(
    'grammar-basics-know-no-dialect',
    { path: '^grammars/(notation|objects)/' },
    { path: '^(src|grammars)/', pathNot: '^grammars/(notation|objects)/|^src/ir/(origins|diagnostic)' },
  ),
  ...['vrp', 'tmsh', 'racoon', SHARED].map((name) =>
    forbid(
      `grammar-${name}-stands-alone`,
      { path: `^grammars/${name}/` },
      {
        path: '^(src|grammars)/',
        pathNot: `^grammars/(notation|objects|${name})/|^src/ir/(origins|diagnostic)`,
      },
    ),
  ),
  ...[...DIALECTS, SHARED].map((name) =>
    forbid(
      `dialect-${name}-stands-alone`,
      { path: `^src/dialects/${name}/` },
      {
        path: '^(src|grammars)/',
        pathNot: `^grammars/(notation|objects|${name}|${SHARED})/|^src/(ir|text)/|^src/dialects/(${name}/|${SHARED}/|dialect)`,
      },
    ),
  ),
  forbid(
    'only-the-registry-names-dialects',
    { path: '^src/', pathNot: '^src/dialects/' },
    { path: `^(src/dialects|grammars)/(${[...DIALECTS, SHARED].join('|')})/` },
  ),
  forbid(
    'translate-needs-no-device',
    { path: '^src/translate/' },
    {
      path: '^(src|grammars)/',
      pathNot: '^src/(translate|ir|text)/|^src/dialects/dialect|^grammars/(notation|objects)/',
    },
  ),
  forbid(
    'diff-names-no-dialect',
    { path: '^src/diff/' },
    {
      path: '^(src|grammars)/',
      pathNot: '^src/(diff|translate|ir|text)/|^src/dialects/dialect|^grammars/(notation|objects)/',
    },
  ),
  forbid('engine-knows-ir-only', { path: '^src/engine/' }, { path: '.', pathNot: '^src/(engine|ir)/' }),
  forbid(
    'connect-names-no-dialect',
    { path: '^src/connect/' },
    {
      path: '^(src|grammars)/',
      pathNot:
        '^src/(connect|engine|diff|translate|ir|text)/|^src/dialects/dialect|^grammars/(notation|objects)/',
    },
  ),
  forbid('nobody-imports-cli', { path: '.', pathNot: '^(src/cli|test)/' }, { path: '^src/cli/' }),
];

function forbid(
  name: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType {
  return { name, severity: 'error', from, to };
}

const { output } = await cruise(['src', 'grammars'], {
  ruleSet: { forbidden: rules },
  validate: true,
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
});
if (typeof output === 'string') throw new Error('the import check printed instead of answering');
const { violations, totalCruised } = output.summary;
for (const { rule, from, to } of violations) process.stderr.write(`${rule.name}: ${from} imports ${to}\n`);
if (totalCruised < LEAST_MODULES) {
  process.stderr.write(`the import check saw ${totalCruised} modules only: it is not looking at the code\n`);
}
process.stdout.write(`${totalCruised} modules, ${violations.length} forbidden imports\n`);
process.exitCode = violations.length > 0 || totalCruised < LEAST_MODULES ? 1 : 0;
