//! All automation of the project: build, serve, test, train, eval, bench, size, data.

fn main() {}
