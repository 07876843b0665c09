/** The menus and the dialogs of the system. */

export const menuEn = {
  file: 'File',
  quit: 'Quit',
  exit: 'Exit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  view: 'View',
  actualSize: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  fullScreen: 'Full Screen',
  window: 'Window',
  minimize: 'Minimise',
  zoom: 'Zoom',
  front: 'Bring All to Front',
  help: 'Help',
  about: 'About Relayscope',
  hide: 'Hide Relayscope',
  hideOthers: 'Hide Others',
  unhide: 'Show All',
  services: 'Services',
};

export const dialogEn = {
  openFiles: 'Open mail logs',
  openFolder: 'Open a folder with mail logs',
  open: 'Open',
  save: 'Save',
  saveTitle: 'Save as',
  logFiles: 'Mail logs',
  allFiles: 'All files',
  aboutText: (version: string) =>
    `Version ${version}\nA viewer for mail-server logs. It connects to nothing but the servers you add.`,
  ok: 'OK',
};
