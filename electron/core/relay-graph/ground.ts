/** What a picture that stands alone lies on: light, which is print too, or dark as the dark window shows it. */
export const GROUNDS = ['light', 'dark'] as const;
export type Ground = (typeof GROUNDS)[number];
