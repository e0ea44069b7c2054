import { type Category, words } from '../category.ts';

export const photograph: Category = {
  letter: 'Q',
  title: 'Full-face photographs',
  names: [
    {
      label: 'photograph',
      strength: 'strong',
      pattern: words(
        'photos?',
        'photographs?',
        'pictures?',
        'head_?shot',
        'face_?(?:image|img|pic)',
        'avatar',
        'selfie',
        'portraits?',
        'mug_?shot',
      ),
    },
  ],
  values: [
    {
      label: 'file of a photograph',
      fewDigits: true,
      proof: 'form',
      prefilter: '(FACE|PHOTO|PORTRAIT|SELFIE|HEAD_?SHOT|AVATAR|MUG_?SHOT).*\\.(JPE?G|PNG|HEIC|BMP|TIFF?|WEBP)',
      find: /[^\s"']*(?:face|photo|portrait|selfie|head_?shot|avatar|mug_?shot)[^\s"']*\.(?:jpe?g|png|heic|bmp|tiff?|webp)(?!\w)/gi,
      isValid: () => true,
    },
    {
      // What is on it cannot be seen from its name.
      label: 'file of an image',
      fewDigits: true,
      proof: 'checksum',
      counts: 'weak',
      prefilter: '\\.(JPE?G|HEIC|PNG|BMP|WEBP)\\b',
      find: /[^\s"']+\.(?:jpe?g|heic|png|bmp|webp)(?!\w)/gi,
      isValid: () => true,
    },
  ],
};
