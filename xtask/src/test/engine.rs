//! The three browser engines: what each needs installed and how its driver is started.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use crate::serve;

/// A browser engine as the tests drive it.
pub(crate) struct Engine {
    /// Its name, also for `NEWSGLOSS_BROWSER`.
    pub(crate) name: &'static str,
    /// The Debian packages that bring its programs.
    pub(crate) packages: &'static [&'static str],
    /// The crates that bring the rest of them.
    pub(crate) crates: &'static [&'static str],
    /// Programs that must be on the path.
    pub(crate) programs: &'static [&'static str],
    driver: &'static str,
    needs_display: bool,
}

/// Blink, Gecko and WebKit.
pub(crate) const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        packages: &["chromium", "chromium-driver"],
        crates: &[],
        programs: &["chromium", "chromedriver"],
        driver: "chromedriver",
        needs_display: false,
    },
    Engine {
        name: "firefox",
        packages: &["firefox-esr"],
        crates: &["geckodriver"],
        programs: &["firefox-esr", "geckodriver"],
        driver: "geckodriver",
        needs_display: false,
    },
    Engine {
        name: "webkit",
        packages: &["webkit2gtk-driver", "xvfb"],
        crates: &[],
        programs: &["WebKitWebDriver", "Xvfb"],
        driver: "WebKitWebDriver",
        needs_display: true,
    },
];

/// A started driver; it ends with this value.
pub(crate) struct Driver {
    /// Where it takes `WebDriver` commands.
    pub(crate) url: String,
    _processes: Vec<Running>,
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; either way there is nothing left to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Engine {
    /// The browser that the driver is to start.
    pub(crate) fn binary(&self) -> Result<PathBuf> {
        if self.name != "webkit" {
            return Ok(which::which(self.programs[0])?);
        }
        let libraries = fs::read_dir("/usr/lib")?.filter_map(Result::ok).map(|entry| entry.path());
        let found = libraries.map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser")).find(|path| path.exists());
        found.context("no webkit2gtk-4.1/MiniBrowser below /usr/lib")
    }

    /// Starts the driver, on a display of its own where its browser needs one, and waits until it answers.
    pub(crate) fn start(&self) -> Result<Driver> {
        let address = serve::listen(0)?.local_addr()?;
        let mut processes = Vec::new();
        let mut command = Command::new(self.driver);
        command.arg(format!("--port={}", address.port())).stdout(Stdio::null()).stderr(Stdio::null());
        if self.needs_display {
            let (display, running) = start_display()?;
            processes.push(running);
            command.env("DISPLAY", display);
        }
        if is_root() {
            // WebKit's sandbox refuses to start for root, as in a container.
            command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        }
        processes.insert(0, Running(command.spawn().with_context(|| format!("cannot run {}", self.driver))?));
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            ensure!(start.elapsed() < Duration::from_secs(20), "{} does not answer", self.driver);
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Driver { url: format!("http://{address}"), _processes: processes })
    }
}

/// Whether this process runs as root.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Starts a virtual X display; the server picks a free number and tells it.
fn start_display() -> Result<(String, Running)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("cannot run Xvfb")?;
    let stdout = server.stdout.take().context("Xvfb has no output")?;
    let running = Running(server);
    let mut number = String::new();
    BufReader::new(stdout).read_line(&mut number)?;
    ensure!(!number.trim().is_empty(), "Xvfb started no display");
    Ok((format!(":{}", number.trim()), running))
}
