/**
 * Chromium knows `stillroom:` only inside Electron. Here each host of a scheme stands for a loopback name, which is a
 * secure origin of its own as well and which nothing resolves: `stillroom://app/x` ⇄ `http://app.stillroom.localhost/x`.
 */
export const toChromium = (url: string): string =>
  url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/, (all, scheme: string, host: string) =>
    /^(https?|wss?|file|devtools)$/.test(scheme) ? all : `http://${host}.${scheme}.localhost`,
  );

export const toShell = (url: string): string =>
  url.replace(/^http:\/\/([a-z0-9-]+)\.([a-z][a-z0-9+-]*)\.localhost(?=[/?#]|$)/, '$2://$1');
