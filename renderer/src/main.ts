import { mount } from 'svelte';
import App from './App.svelte';
import { onIngestPort, theBridge } from './bridge/bridge.ts';
import { startIndex } from './bridge/index-client.ts';
import { AppState } from './state/app.svelte.ts';
import { painted } from './state/painted.ts';
import './styles/tokens.css';
import './styles/base.css';

const bridge = theBridge();
const index = startIndex(painted());
onIngestPort((port, logId) => index.attach(port, logId));
const app = new AppState(bridge, index);
const target = document.getElementById('app');
if (target) mount(App, { target, props: { app, bridge } });
