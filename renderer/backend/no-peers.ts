/** Ways to other machines that a content security policy does not stop. The window has no use for them. */
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport'])
  Reflect.deleteProperty(globalThis, name);
