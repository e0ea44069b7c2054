import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import { readKept, writeKept } from '../vault/kept-file.ts';
import { writeDurably } from './durable-file.ts';
import { fingerprintOf, publicKeyOf } from './signature.ts';

/** The pair that a study signs with. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: string;
}

/** PKCS #8 in PEM, as other tools read it; sealed in an encrypted study. */
export const signingKeyPath = (studyPath: string): string => join(studyPath, 'signing-key.pem');

/** The public half and its fingerprint, readable without any key. */
export const publicKeyPath = (studyPath: string): string => join(studyPath, 'signing-key.json');

const publicText = (publicKey: string): string =>
  `${canonicalJson({ algorithm: 'ed25519', fingerprint: fingerprintOf(publicKey), publicKey, schema: 1 })}\n`;

/** Writes the public half, which a kill between the two can have left out. */
export const keepPublicKey = (studyPath: string, { publicKey }: SigningKey): void =>
  writeDurably(publicKeyPath(studyPath), publicText(publicKey));

/** Makes a pair for a study and keeps it; one that was there is replaced. */
export function makeSigningKey(studyPath: string): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = { privateKey, publicKey: publicKeyOf(privateKey) };
  writeKept(signingKeyPath(studyPath), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  keepPublicKey(studyPath, key);
  return key;
}

const restore = 'Restore it from a copy of the study, or have the study sign anew with another key.';

function readPrivateKey(path: string): KeyObject {
  const pem = readKept(path);
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519' && key.export({ type: 'pkcs8', format: 'pem' }) === pem.toString('utf8'))
      return key;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
  throw new Failure('integrity', `“${path}” is damaged: it is not a signing key that Stillroom wrote. ${restore}`);
}

/**
 * The pair of a study; null where there is none.
 * @throws Failure `integrity` where the private half is missing or damaged, or the public one is of another.
 */
export function readSigningKey(studyPath: string): SigningKey | null {
  const [own, open] = [signingKeyPath(studyPath), publicKeyPath(studyPath)];
  if (!existsSync(own) && !existsSync(open)) return null;
  if (!existsSync(own)) throw new Failure('integrity', `The study's signing key “${own}” is missing. ${restore}`);
  const privateKey = readPrivateKey(own);
  const publicKey = publicKeyOf(privateKey);
  if (!existsSync(open) || readFileSync(open, 'utf8') === publicText(publicKey)) return { privateKey, publicKey };
  throw new Failure('integrity', `“${open}” is not the public half of the study's signing key. ${restore}`);
}
