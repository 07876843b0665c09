/** Lets plain Node code (the command line) import a component that vite compiles for the server. */
declare module '*.svelte' {
  import type { Component } from 'svelte';
  const component: Component<Record<string, unknown>>;
  export default component;
}
