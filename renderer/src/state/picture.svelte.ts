/** Which picture of a message is shown; it stays when another message is chosen. */
export const PICTURES = ['diagram', 'ladder', 'waterfall'] as const;
export type Picture = (typeof PICTURES)[number];

class PictureState {
  shown = $state<Picture>('diagram');
}

export const pictureState = new PictureState();
