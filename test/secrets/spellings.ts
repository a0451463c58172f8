/** Every way in which a secret may be written down without being hidden. */
export function spellings(secret: string): readonly string[] {
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ s: secret }).toString().slice('s='.length),
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
      ...inBase64(secret),
    ]),
  ];
}

/**
 * What is always alike in the Base64 of a text that holds the secret: three bytes make four characters, so it depends on
 * whether 0, 1 or 2 bytes of the last three stand before it. Characters that also stand for a neighbour's bits are left out.
 */
function inBase64(secret: string): readonly string[] {
  const length = Buffer.byteLength(secret);
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.from('\0'.repeat(before) + secret).toString('base64');
    const certain = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + length) * 8) / 6));
    return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
