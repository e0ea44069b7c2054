/** Put in front of the program by NODE_OPTIONS: a process below it leaks once, so that it is seen whether that is caught. */
import { spawnSync } from 'node:child_process';

const leaks = {
  tcp: `require('node:net').connect(443, '192.0.2.1').on('error', () => {}).setTimeout(1000, function () { this.destroy(); })`,
  udp: `const socket = require('node:dgram').createSocket('udp4'); socket.send('x', 9, '192.0.2.1', () => socket.close())`,
  message: `process.stderr.write('A row could not be read: ' + process.env.STILLROOM_PLANTED_VALUE)`,
  lookup: `require('node:dns').lookup('planted.stillroom.invalid', () => {})`,
};
const { STILLROOM_PLANT: plant = '', ...environment } = process.env;
delete environment.NODE_OPTIONS;
spawnSync(process.execPath, ['-e', leaks[plant]], { env: environment, stdio: 'inherit' });
