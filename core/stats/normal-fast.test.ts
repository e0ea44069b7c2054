import { expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';
import { fastNormalCdf, fastNormalQuantile } from './normal-fast.ts';

it('agrees with the exact functions to six decimals, far into the tails', () => {
  for (const z of [-6, -3.3, -1.96, -0.2, 0, 0.7, 1.281552, 2.5, 5]) {
    expect(Math.abs(fastNormalCdf(z) - normalCdf(z))).toBeLessThan(1e-7);
  }
  for (const p of [1e-12, 1e-6, 0.004, 0.07, 0.0749, 0.0751, 0.3, 0.5, 0.9, 0.975, 0.99999]) {
    expect(Math.abs(fastNormalQuantile(p) - normalQuantile(p))).toBeLessThan(1e-6);
  }
});
