// The files that the script has inside: none. The build of newsgloss.single.js puts another module in the place of this one.

/** The bytes of the file `name` of the package, where they are at hand. */
export function inside() {}
