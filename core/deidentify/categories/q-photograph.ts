import { type Category, words } from '../category.ts';

export const photograph: Category = {
  letter: 'Q',
  title: 'Full-face photographs',
  names: [
    {
      label: 'photograph',
      strength: 'strong',
      pattern: words('photos?', 'photographs?', 'pictures?', 'head_?shot', 'face_?image', 'avatar', 'selfie'),
    },
  ],
  values: [],
};
