import type { Route } from 'playwright';
import { asked } from './asked.ts';
import { toShell } from './origin.ts';
import { schemeHandlers, session } from './session.ts';

/** The window whose page asks, where it is the window's. */
interface Navigated {
  mayNavigate(url: string): boolean;
  forgetPage(): void;
}

/** Every request goes past the session's filter, then to the handler of its scheme, or to the network. */
export async function answer(route: Route, window?: Navigated): Promise<void> {
  const request = route.request();
  const url = toShell(request.url());
  const isCancelled = await session.defaultSession.isCancelled({ url, resourceType: request.resourceType() });
  asked.requests.push({ url, isCancelled });
  if (window && request.isNavigationRequest() && request.frame().parentFrame() === null) {
    if (!window.mayNavigate(request.url())) return route.abort('aborted');
    if (!isCancelled) window.forgetPage();
  }
  if (isCancelled) return route.abort('blockedbyclient');
  const handler = schemeHandlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) return route.continue();
  const response = await handler(new Request(url));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
