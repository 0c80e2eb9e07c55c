import { CommandLanguage } from '../../notation/command-language.ts';
import { commandTable } from '../../notation/command-table.ts';
import { chapter, command } from '../../notation/command.ts';
import { PROFILES } from '../schema/property.ts';

const IKE_FILTERS =
  'peer-ip <peer-ip:address> | peer-name <peer-name:string> | route-domain <route-domain:int> | traffic-selector <traffic-selector:string>' as const;
const IPSEC_FILTERS =
  'src-addr <src-addr:address> | dst-addr <dst-addr:address> | route-domain <route-domain:int> | spi <spi:int> | traffic-selector <traffic-selector:string>' as const;
const UNITS =
  '[ options: default | exa | gig | kil | meg | peta | raw | tera | yotta | zetta | field-fmt | global | all-properties ] *' as const;

/**
 * What tmsh does beside changing the configuration (tmsh reference 1.7, 1.10, 2.6 and 4.4). Braces around filters are
 * optional and are taken away before; the path is written in full.
 */
export const operations = chapter('tmsh', {
  showIkeSa: command(`show net ipsec ike-sa [ filters: ${IKE_FILTERS} | all-properties | field-fmt ] *`),
  deleteIkeSa: command(`delete net ipsec ike-sa [ filters: ${IKE_FILTERS} ] *`),
  showIpsecSa: command(
    `show net ipsec ipsec-sa [ filters: ${IPSEC_FILTERS} | all-properties | field-fmt ] *`,
  ),
  deleteIpsecSa: command(`delete net ipsec ipsec-sa [ filters: ${IPSEC_FILTERS} ] *`),
  showSelectors: command(
    'show net ipsec traffic-selector [ <name:string> ] [ all-properties: all-properties ]',
  ),
  showIpsecStatistics: command(`show net ipsec-stat ${UNITS}`),
  showEventStatistics: command(`show net ike-evt-stat ${UNITS}`),
  showMessageStatistics: command(`show net ike-msg-stat ${UNITS}`),
  resetIpsecStatistics: command('reset-stats net ipsec-stat'),
  resetEventStatistics: command('reset-stats net ike-evt-stat'),
  resetMessageStatistics: command('reset-stats net ike-msg-stat'),
  saveConfiguration: command(
    'save sys config [ options: file <file:string> | partitions <partitions:string> | no-passphrase | passphrase <passphrase:string> | user-only | tar-file <tar-file:string> ] *',
  ),
  loadConfiguration: command(
    'load sys config [ options: merge | file <file:string> | from-terminal | verify | default | partitions <partitions:string> | no-passphrase | passphrase <passphrase:string> | user-only ] *',
  ),
  preference: command(
    'modify cli preference { settings: pager <pager:enabled|disabled> | display-threshold <display-threshold:int> } *',
  ),
});

const table = commandTable([operations], PROFILES);
export const operationLanguage = new CommandLanguage(table);
