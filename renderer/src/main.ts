import { mount } from 'svelte';
import App from './App.svelte';
import { onIngestPorts, theBridge } from './bridge/bridge.ts';
import { startIndex } from './bridge/index-client.ts';
import { AppState } from './state/app.svelte.ts';
import { painted } from './state/painted.ts';
import './styles/tokens.css';
import './styles/base.css';

const bridge = theBridge();
const index = startIndex(painted());
onIngestPorts((ports, logId) => index.attach(ports, logId));
const app = new AppState(bridge, index);
const target = document.getElementById('app');
if (target) mount(App, { target, props: { app, bridge } });
