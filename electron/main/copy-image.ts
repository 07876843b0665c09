/** A picture on the clipboard. Electron before the asynchronous clipboard has no ClipboardItem, but `writeImage`. */
import { clipboard, ClipboardItem, nativeImage, type NativeImage } from 'electron';

/** `png` is a data address. */
export async function copyImage(png: string): Promise<void> {
  const Item = ClipboardItem as typeof ClipboardItem | undefined;
  if (Item !== undefined) {
    const data = Buffer.from(png.slice(png.indexOf(',') + 1), 'base64');
    await clipboard.write([new Item({ 'image/png': new Blob([data], { type: 'image/png' }) })]);
    return;
  }
  const older = clipboard as unknown as { writeImage(image: NativeImage): void };
  older.writeImage(nativeImage.createFromDataURL(png));
}
