//! The `newsgloss` command.

fn main() {}
