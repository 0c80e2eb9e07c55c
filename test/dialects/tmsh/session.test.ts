import { describe, expect, test } from 'vitest';
import { idleLab, screen, transcript } from '../../simulator/transcript.ts';

const CONF = screen`
  net ipsec ike-peer /Common/branch1 {
      my-id-type address
      peers-id-type address
      phase1-auth-method pre-shared-key
      preshared-key "Lab Key 1"
      remote-address 203.0.113.2
      traffic-selector {
          /Common/ts1
      }
      version { v2 }
  }
  net ipsec ipsec-policy /Common/pol1 {
      mode tunnel
      tunnel-local-address 198.51.100.1
      tunnel-remote-address 203.0.113.2
  }
  net ipsec traffic-selector /Common/ts1 {
      destination-address 10.20.0.0/16
      ipsec-policy /Common/pol1
      source-address 10.10.0.0/16
  }
`;

/** What a device answers, without the fixed part of its prompt. */
function type(script: string, profile = '14'): string {
  const lab = idleLab({ bigip1: [`tmsh@${profile}`, CONF] });
  return transcript(lab, `@bigip1\n${script}`).replaceAll(
    'root@(bigip1)(cfg-sync Standalone)(Active)(/Common)',
    '',
  );
}

/** What one line prints. */
function answer(line: string): string {
  return type(line).split('\n').slice(1).join('\n');
}

test('the prompt has the user, the host, its states, the folder and the module', () => {
  const lab = idleLab({ bigip1: ['tmsh@14', CONF] });
  expect(transcript(lab, '@bigip1\nnet ipsec\nexit\n/\ncd /\npwd')).toBe(screen`
    root@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos)# net ipsec
    root@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos.net.ipsec)# exit
    root@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos.net)# /
    root@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos)# cd /
    root@(bigip1)(cfg-sync Standalone)(Active)(/)(tmos)# pwd
    /
  `);
});

/** The vendor's page "View ISAKMP Security Association", and `tmsh.md` 1.8. */
describe('help', () => {
  test('of the vendor page, character by character', () => {
    expect(answer('del net ipsec ike-sa ?')).toBe(screen`
      Properties:
        "{"               Optional delimiter
        peer-ip           Specifies the peer ip address of the security associations
        peer-name         Specifies the peer name of the security associations
        route-domain      Specifies route domain used for traffic. The default value is the default route domain.
        traffic-selector  Specifies the name of the traffic selector
    `);
  });
  test('of show, with its options', () => {
    expect(answer('show net ipsec ike-sa ?')).toBe(screen`
      Options:
        all-properties    Display all properties for the specified items
        |                 Route command output to a filter
      Properties:
        "{"               Optional delimiter
        peer-ip           Specifies the peer ip address of the security associations
        peer-name         Specifies the peer name of the security associations
        route-domain      Specifies route domain used for traffic. The default value is the default route domain.
        traffic-selector  Specifies the name of the traffic selector
    `);
  });
});

/** `tmsh.md` 1.11. */
const REFUSALS: readonly (readonly [line: string, text: string])[] = [
  ['tmsh', 'Syntax Error: unexpected argument "tmsh"'],
  ['foo bar', 'Syntax Error: unexpected argument "foo"'],
  ['create net ipsec nothing x', 'Syntax Error: unexpected argument "nothing"'],
  ['modify net ipsec ike-peer branch1 foo 1', 'Syntax Error: "foo" unknown property'],
  ['modify net ipsec ike-peer branch1 lifetime', 'Syntax Error: "lifetime" requires a value'],
  [
    'modify net ipsec ike-peer branch1 phase1-auth-method foo',
    'Syntax Error: "phase1-auth-method" invalid value "foo"',
  ],
  ['modify net ipsec ike-peer branch1 lifetime abc', 'Data Input Error: invalid integer "abc"'],
  [
    'modify net ipsec ike-peer branch1 lifetime 0',
    '01070734:3: Configuration error: lifetime value 0 is out of range (1-4294967295)',
  ],
  ['modify net ipsec ike-peer branch1 description "x', 'Syntax Error: missing closing quote'],
  [
    'create net ipsec ike-peer x',
    '01070734:3: Configuration error: "remote-address" must be specified for IKE Peer (/Common/x)',
  ],
  ['modify net ipsec ike-peer branch1 p x', 'Syntax Error: "p" ambiguous argument'],
  ['list net ipsec i', 'Syntax Error: "i" ambiguous argument'],
  ['show net ipsec ip', 'Syntax Error: "ip" ambiguous argument'],
  ['show foo', 'Syntax Error: unexpected argument "foo"'],
  [
    'delete net ipsec ipsec-policy default-ipsec-policy',
    '01070734:3: Configuration error: IPsec Policy (/Common/default-ipsec-policy) is of the factory and cannot be deleted',
  ],
  [
    'submit cli transaction',
    'Data Input Error: there is no transaction: "create cli transaction" begins one',
  ],
  ['load sys config merge file /tmp/a', '01020036:3: The requested file (/tmp/a) was not found.'],
  ['delete net ipsec ike-peer nosuch', '01020036:3: The requested IKE Peer (/Common/nosuch) was not found.'],
  [
    'create net ipsec ike-peer branch1 remote-address 1.1.1.1',
    '01020066:3: The requested IKE Peer (/Common/branch1) already exists in partition Common.',
  ],
  [
    'modify net ipsec traffic-selector ts1 ipsec-policy none1',
    '01020036:3: The requested IPsec Policy (/Common/none1) was not found.',
  ],
  [
    'delete net ipsec ipsec-policy pol1',
    '01070734:3: Configuration error: IPsec Policy (/Common/pol1) is in use by Traffic Selector (/Common/ts1)',
  ],
  [
    'create net ipsec ike-peer /Common/a/b remote-address 1.1.1.1',
    "01070734:3: Configuration error: Can't associate IKE Peer (/Common/a/b) folder does not exist",
  ],
];

describe('what tmsh refuses', () => {
  test.each(REFUSALS)('%s', (line, text) => {
    expect(answer(line)).toBe(text);
  });
  test.each(REFUSALS)('and nothing is changed by: %s', (line) => {
    const all = 'list net ipsec';
    const [before, after] = [type(all), type(`${line}\n${all}`)].map((text) =>
      text.slice(text.lastIndexOf(all)),
    );
    expect(after).toBe(before);
  });
});

/** `tmsh.md` 2.2: the order and the defaults of 13.1; the key is the lab's own. */
const ALL = `net ipsec ike-peer branch1 {
    app-service none
    ca-cert-file none
    crl-file none
    description none
    dpd-delay 30
    generate-policy off
    lifetime 1440
    mode main
    my-cert-file none
    my-cert-key-file none
    my-cert-key-passphrase none
    my-id-type address
    my-id-value none
    nat-traversal off
    passive false
    peers-cert-file none
    peers-cert-type none
    peers-id-type address
    peers-id-value none
    phase1-auth-method pre-shared-key
    phase1-encrypt-algorithm 3des
    phase1-hash-algorithm sha256
    phase1-perfect-forward-secrecy modp1024
    preshared-key-encrypted $M$
    prf sha256
    proxy-support enabled
    remote-address 203.0.113.2
    replay-window-size 64
    state enabled
    traffic-selector {
        ts1
    }
    verify-cert false
    version { v2 }
}`;

describe('list', () => {
  test('with all properties', () => {
    const shown = answer('list net ipsec ike-peer branch1 all-properties');
    expect(
      shown
        .replace(/\$M\$..\$\S+/, '$M$')
        .replace('    my-cert-key-passphrase none\n', '    my-cert-key-passphrase none\n'),
    ).toBe(ALL);
  });
  test('hides defaults, but for the version', () => {
    expect(
      answer('create net ipsec ike-peer x remote-address 1.1.1.1\nlist net ipsec ike-peer x')
        .split('\n')
        .slice(1),
    ).toEqual(['net ipsec ike-peer x {', '    remote-address 1.1.1.1', '    version { v1 }', '}']);
  });
  test('takes filters, on one line too', () => {
    expect(answer('list net ipsec ipsec-policy pol1 one-line | grep -c tunnel')).toBe('1');
    expect(answer('list net ipsec ike-peer | grep -i VERSION | count')).toBe('2');
  });
});

test('a selector without an order stands behind the others', () => {
  const made =
    'create net ipsec traffic-selector ts2 { source-address 10.10.0.0/16 destination-address 10.30.0.0/16 ipsec-policy pol1 }';
  expect(answer(`${made}\nlist net ipsec traffic-selector ts2 order`)).toContain('    order 1');
});

test('what is saved is what a load brings back', () => {
  expect(
    type(
      'modify net ipsec ike-peer branch1 lifetime 480\nsave sys config\nmodify net ipsec ike-peer branch1 lifetime 500\nload sys config\ny\nlist net ipsec ike-peer branch1 lifetime',
    ),
  ).toBe(screen`
    (tmos)# modify net ipsec ike-peer branch1 lifetime 480
    (tmos)# save sys config
    Saving running configuration...
      /config/bigip.conf
      /config/bigip_base.conf
      /config/bigip_user.conf
    Saving Ethernet mapping...done
    (tmos)# modify net ipsec ike-peer branch1 lifetime 500
    (tmos)# load sys config
    Replace the running configuration? (y/n) y
    Loading configuration...
      /config/bigip.conf
      /config/bigip_base.conf
      /config/bigip_user.conf
    (tmos)# list net ipsec ike-peer branch1 lifetime
    net ipsec ike-peer branch1 {
        lifetime 480
    }
  `);
});

test('bash is beside tmsh, and tmsh in bash', () => {
  expect(
    type(
      'run util bash\ntmsh -c "list net ipsec ike-peer branch1 version; foo"\necho $?\nterminal length 0\nracoonctl show-sa isakmp\nexit',
    ),
  ).toBe(screen`
    (tmos)# run util bash
    [root@bigip1:Active:Standalone] config # tmsh -c "list net ipsec ike-peer branch1 version; foo"
    net ipsec ike-peer branch1 {
        version { v2 }
    }
    Syntax Error: unexpected argument "foo"
    [root@bigip1:Active:Standalone] config # echo $?
    1
    [root@bigip1:Active:Standalone] config # terminal length 0
    -bash: terminal: command not found
    [root@bigip1:Active:Standalone] config # racoonctl show-sa isakmp
    Source           Destination         Cookies                           ST S  V E Created             Phase2
    [root@bigip1:Active:Standalone] config # exit
  `);
});

describe('files', () => {
  test('what is saved under a name is verified, merged, and shown by bash', () => {
    expect(
      type(
        'save sys config file x.scf\ndelete net ipsec ike-peer branch1\nload sys config verify file x.scf\nlist net ipsec ike-peer branch1 version\nload sys config merge file /var/local/scf/x.scf\nlist net ipsec ike-peer branch1 version\nrun util bash -c "cat /var/local/scf/x.scf | grep -c branch1"',
      ),
    ).toBe(screen`
      (tmos)# save sys config file x.scf
      Saving running configuration...
        /var/local/scf/x.scf
      (tmos)# delete net ipsec ike-peer branch1
      (tmos)# load sys config verify file x.scf
      Validating system configuration...
        /var/local/scf/x.scf
      (tmos)# list net ipsec ike-peer branch1 version
      01020036:3: The requested IKE Peer (/Common/branch1) was not found.
      (tmos)# load sys config merge file /var/local/scf/x.scf
      Loading configuration...
        /var/local/scf/x.scf
      (tmos)# list net ipsec ike-peer branch1 version
      net ipsec ike-peer branch1 {
          version { v2 }
      }
      (tmos)# run util bash -c "cat /var/local/scf/x.scf | grep -c branch1"
      1
    `);
  });

  test('what is wrong in a text is told with its line, and nothing of it is loaded', () => {
    const text =
      'load sys config from-terminal merge\nnet ipsec ike-peer /Common/new {\n    remote-address 1.1.1.1\n    lifetime abc\n}\n^D\nlist net ipsec ike-peer new';
    expect(answer(text).split('\n').slice(-5)).toEqual([
      'Loading configuration...',
      'Syntax Error:(terminal at line: 3) Data Input Error: invalid integer "abc"',
      'Unexpected Error: Loading configuration process failed.',
      '(tmos)# list net ipsec ike-peer new',
      '01020036:3: The requested IKE Peer (/Common/new) was not found.',
    ]);
  });

  test('the files are those of release 13.1', () => {
    const of = (file: string): string =>
      answer(`save sys config\nrun util bash -c "cat /config/${file} | grep -c Common"`).split('\n').at(-1) ??
      '';
    expect([of('bigip.conf'), of('bigip_base.conf'), of('bigip_user.conf')]).toEqual(['2', '3', '0']);
  });
});

test('a transaction takes effect as a whole, or not at all', () => {
  expect(
    type(
      'create cli transaction\nmodify net ipsec ike-peer branch1 lifetime 480\ndelete net ipsec ipsec-policy pol1\nlist cli transaction\nsubmit cli transaction\ndelete cli transaction\nlist net ipsec ike-peer branch1 lifetime\ncreate cli transaction\nmodify net ipsec ike-peer branch1 lifetime 480\nsubmit cli transaction\nlist net ipsec ike-peer branch1 lifetime',
    ),
  ).toBe(screen`
    (tmos)# create cli transaction
    [batch mode](tmos)# modify net ipsec ike-peer branch1 lifetime 480
    Command added to the current transaction
    [batch mode](tmos)# delete net ipsec ipsec-policy pol1
    Command added to the current transaction
    [batch mode](tmos)# list cli transaction
    1: modify net ipsec ike-peer branch1 lifetime 480
    2: delete net ipsec ipsec-policy pol1
    [batch mode](tmos)# submit cli transaction
    01070734:3: Configuration error: IPsec Policy (/Common/pol1) is in use by Traffic Selector (/Common/ts1)
    [batch mode](tmos)# delete cli transaction
    (tmos)# list net ipsec ike-peer branch1 lifetime
    net ipsec ike-peer branch1 {
        lifetime 1440
    }
    (tmos)# create cli transaction
    [batch mode](tmos)# modify net ipsec ike-peer branch1 lifetime 480
    Command added to the current transaction
    [batch mode](tmos)# submit cli transaction
    (tmos)# list net ipsec ike-peer branch1 lifetime
    net ipsec ike-peer branch1 {
        lifetime 480
    }
  `);
});

test('a module shows what its components show', () => {
  expect(answer('show net ipsec')).toBe(screen`
    -------------------------
    IKE::SecurityAssociations
    -------------------------
    Total records returned: 0
    IPsec::SecurityAssociations
    Total records returned: 0
  `);
});

test('a manual page has the sections of a device', () => {
  const page = answer('help net ipsec ike-peer').split('\n');
  expect(page[0]).toMatch(/^net ipsec ike-peer\(1\) +BIG-IP TMSH Manual +net ipsec ike-peer\(1\)$/);
  const titles = page.filter((line) => /^[A-Z][A-Z ]*$/.test(line));
  expect(titles).toEqual([
    'NAME',
    'MODULE',
    'SYNTAX',
    'DESCRIPTION',
    'EXAMPLES',
    'OPTIONS',
    'SEE ALSO',
    'COPYRIGHT',
  ]);
});
