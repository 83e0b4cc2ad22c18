// What the tests of the runtimes annotate: written for them, with characters outside the basic plane.

/** The built package. */
export const PKG = new URL("../../pkg/", import.meta.url);

export const TEXT = `Ministers meet in Geneva 😀

“We will not wait for a ceasefire,” said Angela Merkel, who spoke to the United Nations Security Council in Geneva.
The “temporary” sanctions stay, Mara Lindqvist told reporters in Helsinki on Tuesday.

“That is what I fear,” she said. “Nothing else.”
`;
