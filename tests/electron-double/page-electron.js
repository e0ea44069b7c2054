/**
 * Runs in the page ahead of its own scripts and makes `require('electron')` as a preload script sees it. `send` reaches
 * the double's main process; `receive` is called by it. A port that main hands over becomes one end of a channel of the
 * page's own, whose other end is carried over `send`.
 */
(send) => {
  const listeners = new Map();
  const carried = new Map();

  const take = (id) => {
    const { port1, port2 } = new MessageChannel();
    carried.set(id, port2);
    port2.addEventListener('message', ({ data }) => send({ kind: 'port', id, data }));
    port2.addEventListener('close', () => {
      if (carried.delete(id)) send({ kind: 'closed', id });
    });
    port2.start();
    return port1;
  };

  const receive = (message) => {
    if (message.kind === 'port') carried.get(message.id)?.postMessage(message.data);
    else if (message.kind === 'closed') {
      const port = carried.get(message.id);
      carried.delete(message.id);
      port?.close();
    } else {
      const event = { ports: message.ports.map(take) };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, message.data);
    }
  };

  const electron = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        Object.defineProperty(globalThis, name, { value: Object.freeze({ ...api }), enumerable: true });
      },
    },
    // A page's files have no place on the disk here: a journey says where those of a name would lie.
    webUtils: { getPathForFile: ({ name }) => globalThis.droppedPaths?.[name] ?? '' },
    ipcRenderer: {
      on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      send: (channel, ...args) => void send({ kind: 'send', channel, args }),
      invoke: (channel, ...args) => send({ kind: 'invoke', channel, args }),
    },
  };
  return { electron, receive };
};
