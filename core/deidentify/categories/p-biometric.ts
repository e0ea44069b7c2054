import { type Category, words } from '../category.ts';

/** A table cannot show a finger or a voice: only names can tell, and an attestation is asked for. */
export const biometric: Category = {
  letter: 'P',
  title: 'Biometric identifiers',
  names: [
    {
      label: 'biometric identifier',
      strength: 'strong',
      pattern: words('biometrics?', 'voice_?prints?', 'finger_?prints?', 'retina_scan', 'iris_scan', 'palm_?print'),
      except: words('molecular', 'chemical', 'mass', 'genetic'),
    },
  ],
  values: [],
};
