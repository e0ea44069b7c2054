import type { Page } from '@playwright/test';

/** Writes down every address a window asks for outside its own origin, sockets included. */
export function watchRequests(page: Page, origin: string): () => readonly string[] {
  const foreign: string[] = [];
  const note = (url: string) => {
    const isOwn = url.startsWith(`${origin}/`) || /^(data|blob):/.test(url);
    if (!isOwn) foreign.push(url);
  };
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  return () => foreign;
}

export function watchErrors(page: Page): () => readonly string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return () => errors;
}
