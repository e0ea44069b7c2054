import { names } from './categories/a-names.ts';
import { geography } from './categories/b-geography.ts';
import { dates } from './categories/c-dates.ts';
import { telephone } from './categories/d-telephone.ts';
import { fax } from './categories/e-fax.ts';
import { email } from './categories/f-email.ts';
import { socialSecurity } from './categories/g-social-security.ts';
import { medicalRecord } from './categories/h-medical-record.ts';
import { healthPlan } from './categories/i-health-plan.ts';
import { account } from './categories/j-account.ts';
import { licence } from './categories/k-licence.ts';
import { vehicle } from './categories/l-vehicle.ts';
import { device } from './categories/m-device.ts';
import { url } from './categories/n-url.ts';
import { ip } from './categories/o-ip.ts';
import { biometric } from './categories/p-biometric.ts';
import { photograph } from './categories/q-photograph.ts';
import { other } from './categories/r-other.ts';
import type { Category, ValuePattern } from './category.ts';

/** HIPAA Safe Harbor, A to R. */
export const categories: readonly Category[] = [
  names,
  geography,
  dates,
  telephone,
  fax,
  email,
  socialSecurity,
  medicalRecord,
  healthPlan,
  account,
  licence,
  vehicle,
  device,
  url,
  ip,
  biometric,
  photograph,
  other,
];

/** Every value pattern with the letter it speaks for. */
export const valuePatterns: readonly (ValuePattern & { readonly letter: string })[] = categories.flatMap((category) =>
  category.values.map((pattern) => ({ ...pattern, letter: category.letter })),
);
