/** What Node knows of WebAssembly and its types leave out: they come with the DOM's, which is not for Node. */
declare namespace WebAssembly {
  function instantiate(
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
}
