import type { CapturedSettings } from '../../../ir/captured.ts';
import { integer, vocabulary, words } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Codec, type Form, merge } from '../../../text/layout/form.ts';
import { type LayoutsByVariant, outputKind } from '../../dialect-outputs.ts';
import { durationLayouts, ikeSettingsLayouts } from '../layouts/settings.ts';
import { dashed } from './dashed.ts';

type Row = CapturedSettings;

function settingCell<Value>(
  codec: Codec<Value>,
  get: (row: Row) => Value | undefined,
  put: (value: Value) => Row,
): Cell<Row> {
  return cell<Row, Value>(codec, get, put);
}

const SWITCH = vocabulary({ enable: true, disable: false } as const);

const form: Form<Row> = {
  cells: {
    seconds: settingCell(
      integer,
      ({ childLifetime }) => childLifetime?.seconds,
      (seconds) => ({ childLifetime: { seconds } }),
    ),
    kilobytes: settingCell(
      integer,
      ({ childLifetime }) => childLifetime?.kilobytes,
      (kilobytes) => ({ childLifetime: { kilobytes } }),
    ),
    localName: dashed(
      settingCell(
        words,
        ({ localName }) => localName,
        (localName) => ({ localName }),
      ),
      {},
    ),
    interval: dashed(
      settingCell(
        integer,
        ({ heartbeat }) => heartbeat?.sendIntervalSeconds,
        (sendIntervalSeconds) => ({ heartbeat: { sendIntervalSeconds } }),
      ),
      {},
    ),
    timeout: dashed(
      settingCell(
        integer,
        ({ heartbeat }) => heartbeat?.timeoutSeconds,
        (timeoutSeconds) => ({ heartbeat: { timeoutSeconds } }),
      ),
      {},
    ),
    sequence: settingCell(
      vocabulary({ old: 'old', new: 'new' } as const),
      ({ heartbeat }) => heartbeat?.sequence,
      (sequence) => ({ heartbeat: { sequence } }),
    ),
    spiList: settingCell(
      SWITCH,
      ({ heartbeat }) => heartbeat?.spiList,
      (spiList) => ({ heartbeat: { spiList } }),
    ),
    keepalive: settingCell(
      integer,
      ({ natKeepaliveSeconds }) => natKeepaliveSeconds,
      (natKeepaliveSeconds) => ({ natKeepaliveSeconds }),
    ),
    dependent: settingCell(
      SWITCH,
      ({ childSasDependOnIkeSa }) => childSasDependOnIkeSa,
      (childSasDependOnIkeSa) => ({ childSasDependOnIkeSa }),
    ),
    dpd: dashed(
      settingCell(
        vocabulary({ periodic: 'periodic', 'on-demand': 'on-demand' } as const),
        ({ dpdMode }) => (dpdMode === 'periodic' || dpdMode === 'on-demand' ? dpdMode : undefined),
        (dpdMode) => ({ dpdMode }),
      ),
      {},
    ),
  },
};

function settingsKind(layouts: LayoutsByVariant) {
  return outputKind<Row>({
    layouts,
    form,
    empty: {},
    rows: ({ settings }) => (settings === undefined ? [] : [settings]),
    gather: (rows, gathering) => {
      for (const row of rows) gathering.settings = merge<Row>(gathering.settings ?? {}, row);
    },
  });
}

/** `display ipsec sa duration`. */
export const ipsecSaDuration = settingsKind(durationLayouts);
/** `display ike global config`. */
export const ikeSettings = settingsKind(ikeSettingsLayouts);
