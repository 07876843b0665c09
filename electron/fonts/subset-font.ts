/**
 * Cuts the glyphs of some characters out of a font, with HarfBuzz. Its WebAssembly is used as it comes, without the
 * JavaScript around it, which knows shaping but not cutting. Names: harfbuzz.github.io/harfbuzz-hb-subset.html
 */

type Pointer = number;

/** The part of its exports that is needed here. */
interface HarfBuzz {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  malloc(bytes: number): Pointer;
  hb_blob_create(data: Pointer, length: number, mode: number, user: 0, destroy: 0): Pointer;
  hb_blob_get_data(blob: Pointer, length: 0): Pointer;
  hb_blob_get_length(blob: Pointer): number;
  hb_face_create(blob: Pointer, index: number): Pointer;
  hb_face_reference_blob(face: Pointer): Pointer;
  hb_set_add(set: Pointer, value: number): void;
  hb_set_clear(set: Pointer): void;
  hb_subset_input_create_or_fail(): Pointer;
  hb_subset_input_set(input: Pointer, which: number): Pointer;
  hb_subset_input_set_flags(input: Pointer, flags: number): void;
  hb_subset_input_unicode_set(input: Pointer): Pointer;
  hb_subset_or_fail(face: Pointer, input: Pointer): Pointer;
}

const MEMORY_MODE_WRITABLE = 2;
const FLAGS_NO_HINTING = 1;
const SETS_LAYOUT_FEATURE_TAG = 6;

/**
 * The font with the glyphs of those characters alone, as TrueType; characters that it does not have are left out. The same
 * characters give the same bytes, whatever their order. `wasm` is harfbuzz-subset.wasm.
 */
export async function subsetFont(
  wasm: Uint8Array<ArrayBuffer>,
  font: Uint8Array,
  characters: string,
): Promise<Uint8Array> {
  /* An instance for each font: what it holds goes with it. */
  const { instance } = await WebAssembly.instantiate(wasm);
  const hb = instance.exports as unknown as HarfBuzz;
  hb._initialize();
  const input = sure(hb.hb_subset_input_create_or_fail());
  hb.hb_subset_input_set_flags(input, FLAGS_NO_HINTING);
  hb.hb_set_clear(hb.hb_subset_input_set(input, SETS_LAYOUT_FEATURE_TAG));
  const wanted = hb.hb_subset_input_unicode_set(input);
  for (const character of characters) hb.hb_set_add(wanted, character.codePointAt(0) ?? 0);
  const cut = hb.hb_face_reference_blob(sure(hb.hb_subset_or_fail(faceOf(hb, font), input)));
  const at = hb.hb_blob_get_data(cut, 0);
  return new Uint8Array(hb.memory.buffer.slice(at, at + sure(hb.hb_blob_get_length(cut))));
}

function faceOf(hb: HarfBuzz, font: Uint8Array): Pointer {
  const data = sure(hb.malloc(font.length));
  /* Its memory has grown: a view of it that was made before would be empty. */
  new Uint8Array(hb.memory.buffer).set(font, data);
  return hb.hb_face_create(hb.hb_blob_create(data, font.length, MEMORY_MODE_WRITABLE, 0, 0), 0);
}

/** HarfBuzz answers 0 where it cannot: out of memory, or no font. */
function sure(answer: number): number {
  if (answer === 0) throw new Error('Broken assumption: the bundled font can be cut');
  return answer;
}
