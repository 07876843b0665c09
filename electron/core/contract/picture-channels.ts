/** Channels for pictures that leave the window: to the clipboard, to an image file, to a printed page. */
import * as v from 'valibot';

const MB = 1024 * 1024;
const name = v.pipe(v.string(), v.maxLength(100));
const png = v.pipe(v.string(), v.maxLength(64 * MB), v.regex(/^data:image\/png;base64,[A-Za-z0-9+/]+=*$/));
/** A page of its own: it is drawn without scripts. Chromium takes data addresses up to 2 MB, and fonts join it. */
const html = v.pipe(v.string(), v.maxLength(1.2 * MB));
const svg = v.pipe(v.string(), v.maxLength(64 * MB));

export const PICTURE_CHANNELS = {
  'picture:embed-fonts': v.tuple([svg]),
  'picture:copy': v.tuple([png]),
  'picture:save-png': v.tuple([name, png]),
  'picture:save-pdf': v.tuple([name, html]),
} as const;

/** The picture with its fonts inside. Of those that save: true when saved, false when the dialog was cancelled. */
export interface PictureAnswers {
  'picture:embed-fonts': string;
  'picture:copy': undefined;
  'picture:save-png': boolean;
  'picture:save-pdf': boolean;
}
