import { databaseKey } from '../../../../grammars/tmsh/schema/network.ts';
import { diagnostic } from '../../../ir/codes.ts';
import { CHECK_POLICY } from '../words.ts';
import type { LoweringContext } from './context.ts';
import { statementsOf } from './factory.ts';

/**
 * Settings of the device that concern IPsec (`translation.md` 2.8, I10). That traffic of a tunnel is not checked against
 * its policy follows from interface mode; of others nobody else knows.
 */
export function lowerDatabaseKeys(context: LoweringContext, hasTunnels: boolean): void {
  for (const object of context.objects(databaseKey)) {
    if (!object.key.startsWith('ipsec.')) continue;
    const value = context.face(databaseKey, object).text('value');
    const isImplied = hasTunnels && object.key === CHECK_POLICY.name && value?.value === CHECK_POLICY.value;
    const found = isImplied
      ? diagnostic('TG280', {
          object: `"sys db ${object.key}"`,
          done: 'follows from interface mode',
          target: 'the gateway',
          why: 'has no need of it',
        })
      : diagnostic('TG286', { directive: `"sys db ${object.key}"`, source: context.source });
    for (const origin of statementsOf(object)) {
      context.used.add(origin);
      context.report({ ...found, origin });
    }
  }
}
