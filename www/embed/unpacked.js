// The files that newsgloss.single.js has inside: gzip in base64, which a browser unpacks by itself.

/** The bytes in `text`. */
export async function unpacked(text) {
  const zipped = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
