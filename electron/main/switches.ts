/** What of Chromium talks to the network on its own, each off by its own switch. */
export const closedSwitches: Readonly<Record<string, string>> = {
  'host-resolver-rules': 'MAP * ^NOTFOUND',
  'proxy-server': 'http://127.0.0.1:9',
  'proxy-bypass-list': '<-loopback>',
  'disable-background-networking': '',
  'disable-component-update': '',
  'disable-domain-reliability': '',
  'disable-quic': '',
  'disable-sync': '',
  'disable-breakpad': '',
  'dns-over-https-mode': 'off',
  'no-pings': '',
  'force-webrtc-ip-handling-policy': 'disable_non_proxied_udp',
  'disable-features':
    'NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication',
};
