/** Does this address lead back to the machine itself? */
export function isLoopback(address: string): boolean {
  const text = address
    .toLowerCase()
    .replace(/^ipv6:/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  return /^127\.\d/.test(text) || /^(?:0{0,4}:){2,7}0{0,3}1$/.test(text);
}

/** Is this an address of a private network or of the machine itself? Undefined when it is no valid address. */
export function isPrivateAddress(address: string): boolean | undefined {
  const text = address
    .toLowerCase()
    .replace(/^ipv6:/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (v4 !== null) return isPrivateV4(v4.slice(1).map(Number));
  if (!/^[0-9a-f:]{2,39}$/.test(text) || !text.includes(':')) return undefined;
  if (/^(?:0{0,4}:){2,7}(?:0{0,3}1)$/.test(text)) return true;
  return /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(text);
}

function isPrivateV4(parts: readonly number[]): boolean | undefined {
  const [a = 0, b = 0] = parts;
  if (parts.some((p) => p > 255)) return undefined;
  if (a === 10 || a === 127) return true;
  if (a === 172) return b >= 16 && b <= 31;
  return (a === 192 && b === 168) || (a === 169 && b === 254);
}
