import { type Category, words } from '../category.ts';

/** A table cannot show a finger or a voice: only names can tell, and an attestation is asked for. */
export const biometric: Category = {
  letter: 'P',
  title: 'Biometric identifiers',
  names: [
    {
      label: 'biometric identifier',
      strength: 'strong',
      pattern: words(
        'biometrics?',
        'voice_?prints?',
        'finger_?prints?',
        'retina_scan',
        'iris_scan',
        'palm_?print',
        'retina',
        'iris_(?:code|template|image)',
      ),
      except: words('molecular', 'chemical', 'mass', 'genetic'),
    },
  ],
  values: [
    {
      label: 'file of a biometric mark',
      fewDigits: true,
      proof: 'form',
      prefilter: '(FINGER|VOICE|IRIS|RETINA|PALM).*\\.[A-Z0-9]{2,4}\\b|\\.(WSQ|FPT|AN2|NIST)\\b',
      find: /[^\s"']*(?:finger|voice|iris|retina|palm)[^\s"']*\.(?:jpe?g|png|bmp|tiff?|gif|raw|wav|mp3|m4a|flac|ogg|xyt|dat|bin)(?!\w)|[\w-]+\.(?:wsq|fpt|an2|nist)(?!\w)/gi,
      isValid: () => true,
    },
  ],
};
