/* The least an Electron app can be: what Relayscope's own start and memory are measured against. */
const { app, BrowserWindow } = require('electron');
void app
  .whenReady()
  .then(() => new BrowserWindow({ width: 1200, height: 800 }).loadURL('data:text/html,<p>empty'));
