import { existsSync, readFileSync } from 'node:fs';

const leaks = '../shared/data/safety/egress_httpleaks.json';

/** Every way in which a text has tried to become a request, in our own words. */
const ours = [
  '"><img src=https://leaking.via/attribute><img srcset="https://leaking.via/set 2x" onerror="fetch(`https://leaking.via/onerror`)">',
  '<link rel="dns-prefetch" href="//prefetch.leaking.via"><link rel="preconnect" href="https://preconnect.leaking.via">',
  '<style>@import "https://leaking.via/import"; td { background: url(https://leaking.via/css) }</style>',
  '<svg><image href="https://leaking.via/svg"/><use href="https://leaking.via/use#x"/><script>fetch("https://leaking.via/svg-script")</script></svg>',
  '<iframe src="https://leaking.via/frame" srcdoc="<img src=https://leaking.via/srcdoc>"></iframe><meta http-equiv="refresh" content="0;url=https://leaking.via/refresh">',
  '<script>new RTCPeerConnection({iceServers:[{urls:"stun:leaking.via"}]});navigator.sendBeacon("https://leaking.via/beacon")</script>',
  '![mark](https://leaking.via/markdown) [link](https://leaking.via/link) https://leaking.via/bare </td></script></style>-->',
].join(' ');

const readLeaks = () => (JSON.parse(readFileSync(leaks, 'utf8')) as { html: string }).html;

/** Ours, and the whole HTTPLeaks page where it is here. */
export const hostilePage = `${ours} ${existsSync(leaks) ? readLeaks() : ''}`;
/** As much of it as a finding's context may have. */
export const hostileContext = hostilePage.replaceAll(/\s+/g, ' ').slice(0, 2000);
/** As the name of a column. */
export const hostileName = ours;
/** Short enough for a title. */
export const hostileTitle = ours.slice(0, 130);
