import { createHash } from 'node:crypto';

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Base58Check, the form of older Bitcoin addresses: the last four bytes are the head of a double SHA-256. */
function isBase58Check(text: string): boolean {
  let value = 0n;
  for (const char of text) {
    const digit = base58.indexOf(char);
    if (digit < 0) return false;
    value = value * 58n + BigInt(digit);
  }
  const bytes = Buffer.from(value.toString(16).padStart(50, '0'), 'hex');
  if (bytes.length !== 25) return false;
  return sha256(sha256(bytes.subarray(0, 21)))
    .subarray(0, 4)
    .equals(bytes.subarray(21));
}

const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Bech32 (BIP 173) and Bech32m (BIP 350), the newer form: a BCH code over five-bit symbols. */
function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  const [prefix, data] = ['bc', lower.slice(3)];
  const codes = [...prefix].map((c) => c.charCodeAt(0));
  const values = [...data].map((c) => bech32.indexOf(c));
  if (values.includes(-1)) return false;
  const all = [...codes.map((c) => c >> 5), 0, ...codes.map((c) => c & 31), ...values];
  let check = 1;
  for (const value of all) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (const [i, term] of generator.entries()) if ((top >> i) & 1) check ^= term;
  }
  return check === 1 || check === 0x2bc830a3;
}

/** A Bitcoin address, of either form. */
export const isCryptoAddress = (text: string): boolean => (/^bc1/i.test(text) ? isBech32(text) : isBase58Check(text));
