import { tmshTunnel } from '../one-tunnel.ts';

/** A device with an object of every component: a tunnel in each mode, IKEv1 and IKEv2, and keys of its own. */
export const EVERY_COMPONENT = `ltm virtual /Common/sel-out {
    destination /Common/10.2.0.0:0
    ip-forward
    mask 255.255.0.0
    profiles {
        /Common/fastL4 { }
    }
    source 10.1.0.0/16
    translate-address disabled
    translate-port disabled
}
net route /Common/r1 {
    gw 198.51.100.254
    network 10.2.0.0/16
}
net route /Common/r2 {
    interface /Common/tun
    network 10.3.0.0/16
}
net route-domain /Common/0 {
    id 0
    vlans {
        /Common/out
    }
}
net self /Common/s1 {
    address 198.51.100.1/24
    vlan /Common/out
}
net self /Common/s2 {
    address 192.0.2.1/30
    vlan /Common/tun
}
net ipsec ike-daemon /Common/ikedaemon {
    log-publisher /Common/default-ipsec-log-publisher
}
${tmshTunnel()}net ipsec ike-peer /Common/near {
    my-id-type address
    my-id-value 198.51.100.1
    peers-id-type address
    peers-id-value 203.0.113.3
    phase1-auth-method pre-shared-key
    preshared-key Tg-Demo-2026
    remote-address 203.0.113.3
    version { v1 }
}
net ipsec ipsec-policy /Common/routed {
    mode interface
}
net ipsec ipsec-policy /Common/keyed {
    ike-phase2-auth-algorithm sha1
    ike-phase2-encrypt-algorithm aes128
    mode tunnel
    tunnel-local-address 198.51.100.1
    tunnel-remote-address 203.0.113.4
}
net ipsec traffic-selector /Common/every {
    destination-address 0.0.0.0/0
    ipsec-policy /Common/routed
    order 2
    source-address 0.0.0.0/0
}
net ipsec traffic-selector /Common/own {
    destination-address 10.4.0.0/16
    ipsec-policy /Common/keyed
    order 1
    source-address 10.1.0.0/16
}
net ipsec manual-security-association /Common/in {
    auth-algorithm sha1
    auth-key Tg-Demo-Auth-In-2026
    destination-address 198.51.100.1
    encrypt-algorithm aes128
    encrypt-key Tg-Demo-Enc-In26
    ipsec-policy /Common/keyed
    source-address 203.0.113.4
    spi 1001
}
net ipsec manual-security-association /Common/out {
    auth-algorithm sha1
    auth-key Tg-Demo-AuthOut-2026
    destination-address 203.0.113.4
    encrypt-algorithm aes128
    encrypt-key Tg-Demo-EncOut26
    ipsec-policy /Common/keyed
    source-address 198.51.100.1
    spi 1002
}
net tunnels ipsec /Common/tun-prof {
    defaults-from /Common/ipsec
    traffic-selector /Common/every
}
net tunnels tunnel /Common/tun {
    local-address 198.51.100.1
    profile /Common/tun-prof
    remote-address 203.0.113.3
}
sys db ipsec.if.checkpolicy {
    value "disable"
}
sys global-settings {
    hostname bigip.example
}
`;
