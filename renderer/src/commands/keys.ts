/** A menu's keys as they are written for people: `Ctrl+Shift+O`, on a Mac `⇧⌘O`. */
export function keysText(accelerator: string, mac = isMac()): string {
  if (!mac) return accelerator.replace('CmdOrCtrl', 'Ctrl');
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  return `${parts.includes('Shift') ? '⇧' : ''}${parts.includes('CmdOrCtrl') ? '⌘' : ''}${key}`;
}

function isMac(): boolean {
  return typeof navigator !== 'undefined' && navigator.userAgent.includes('Macintosh');
}
