import { childKey, type ConfigurationObject, emptyObject } from '../../../../grammars/objects/object.ts';
import { ROOT } from '../../../../grammars/tmsh/table.ts';
import { read } from '../read.ts';

/** What every device has from the factory (tmsh reference 2.1 to 2.4, 2.7): `list` shows it, files do not have it. */
const FACTORY = `
net ipsec ike-daemon /Common/ikedaemon {
    log-publisher /Common/default-ipsec-log-publisher
}
net ipsec ike-peer /Common/anonymous {
    my-cert-file /Common/default.crt
    my-cert-key-file /Common/default.key
    remote-address any6
    state disabled
    version { v1 }
}
net ipsec ipsec-policy /Common/default-ipsec-policy { }
net ipsec ipsec-policy /Common/default-ipsec-policy-interface {
    mode interface
}
net ipsec ipsec-policy /Common/default-ipsec-policy-isession {
    mode isession
}
net ipsec traffic-selector /Common/default-traffic-selector-interface {
    destination-address ::/0
    ipsec-policy /Common/default-ipsec-policy-interface
    source-address ::/0
}
net tunnels ipsec /Common/ipsec {
    defaults-from none
    traffic-selector /Common/default-traffic-selector-interface
}
`;

let factory: ConfigurationObject | undefined;
function factoryRoot(): ConfigurationObject {
  return (factory ??= read([{ name: 'factory', text: FACTORY }], '14').objects);
}

export function isOfFactory(view: string, key: string): boolean {
  return factoryRoot().children.has(childKey(view, key));
}

/** The factory's object with what somebody has changed of it; nothing: it is none of the factory's. */
export function factoryObject(view: string, key: string): ConfigurationObject | undefined {
  return factoryRoot().children.get(childKey(view, key));
}

/** What a device has: its own objects, and the factory's where nobody has changed them. */
export function withFactory(running: ConfigurationObject): ConfigurationObject {
  const all: ConfigurationObject = { ...emptyObject(ROOT, ''), children: new Map(factoryRoot().children) };
  for (const [key, object] of running.children) {
    const made = all.children.get(key);
    const slots = made === undefined ? object.slots : new Map([...made.slots, ...object.slots]);
    all.children.set(key, { ...object, slots });
  }
  return all;
}
