//! What became of a step, and the table of all of them.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};

/// What became of a step.
pub(super) enum Outcome {
    /// It ran tests and counted them; those that said that they lack something count as passed and are told as skipped.
    Counted { passed: u32, failed: u32, skipped: u32 },
    /// It could not be run here, for this reason, and need not be.
    Skipped(String),
    /// It failed as a whole, for this reason.
    Failed(String),
}

/// A step with its outcome.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) outcome: Outcome,
    pub(super) time: Duration,
}

impl Outcome {
    /// A step without tests of its own is one test.
    pub(super) const ONE_PASSED: Self = Self::Counted { passed: 1, failed: 0, skipped: 0 };

    /// Whether it makes the whole run fail.
    pub(super) fn is_failure(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Counted { failed: 1.., .. })
    }

    /// Running nothing is a failure, unless only some tests were asked for.
    pub(super) fn of_some(self, filter: Option<&str>) -> Self {
        match (self, filter) {
            (Self::Counted { passed: 0, failed: 0, .. }, None) => Self::Failed("no test was run".to_owned()),
            (outcome, _) => outcome,
        }
    }

    fn counts(&self) -> (u32, u32) {
        match self {
            Self::Counted { passed, failed, .. } => (*passed, *failed),
            Self::Skipped(_) => (0, 0),
            Self::Failed(_) => (0, 1),
        }
    }
}

/// Prints a line for each step and, last and alone on its line, the sum.
pub(super) fn print_table(rows: &[Row]) {
    println!("\n{:<20}{:>9}{:>8}{:>8}", "", "seconds", "passed", "failed");
    let (mut all_passed, mut all_failed) = (0, 0);
    for Row { name, outcome, time } in rows {
        let (passed, failed) = outcome.counts();
        (all_passed, all_failed) = (all_passed + passed, all_failed + failed);
        let remark = match outcome {
            Outcome::Counted { skipped: 0, .. } => String::new(),
            Outcome::Counted { skipped, .. } => {
                format!("  {skipped} of them skipped, for want of what SKIPPED lines name")
            }
            Outcome::Skipped(reason) => format!("  skipped: {reason}"),
            Outcome::Failed(reason) => format!("  {}", reason.lines().next().unwrap_or_default()),
        };
        println!("{name:<20}{:>9.1}{passed:>8}{failed:>8}{remark}", time.as_secs_f64());
    }
    println!("\n{all_passed} passed, {all_failed} failed");
}

/// Runs a test runner, passes its output on and adds up the counts that `count` reads from its lines.
pub(super) fn run_counting(mut command: Command, count: impl Fn(&str) -> Option<(u32, u32)>) -> Result<Outcome> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run {program}"))?;
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        let line = line?;
        println!("{line}");
        skipped += u32::from(says_skipped(&line));
        if let Some((more_passed, more_failed)) = count(&line) {
            (passed, failed) = (passed + more_passed, failed + more_failed);
        }
    }
    let status = child.wait()?;
    Ok(match (status.success(), failed) {
        (false, 0) => Outcome::Failed(format!("{program} failed ({status})")),
        _ => Outcome::Counted { passed, failed, skipped },
    })
}

/// Whether a test says in this line that it lacks what it needs: `SKIPPED: needs …`.
fn says_skipped(line: &str) -> bool {
    line.starts_with("SKIPPED: ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(script: &str) -> Outcome {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run_counting(command, |line| Some((line.strip_prefix("passed ")?.parse().ok()?, 0))).unwrap()
    }

    #[test]
    fn counts_are_added_up() {
        let outcome = run("echo passed 2; echo other; echo passed 3");
        assert!(matches!(outcome, Outcome::Counted { passed: 5, failed: 0, skipped: 0 }));
        assert!(says_skipped("SKIPPED: needs ../shared") && !says_skipped("test skipped ... ok"));
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_fails() {
        assert!(run("echo passed 2; exit 1").is_failure());
    }

    #[test]
    fn running_nothing_is_a_failure_unless_it_was_asked_for() {
        assert!(run("true").of_some(None).is_failure());
        assert!(!run("true").of_some(Some("name")).is_failure());
        assert!(!run("echo passed 1").of_some(None).is_failure());
    }
}
