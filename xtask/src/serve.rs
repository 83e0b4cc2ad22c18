//! `cargo xtask serve`: the demo newspaper with the built package on 127.0.0.1, under the strictest policy we promise to work with.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    thread::{self, JoinHandle},
};

use anyhow::{Context, Result, anyhow};
use axum::{
    Router, body,
    extract::Request,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    },
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::services::{ServeDir, ServeFile};

use crate::{build, root};

/// Options of `cargo xtask serve`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port to listen on; when it is taken, the next free one
    #[arg(long, default_value_t = 8000)]
    port: u16,
}

/// The policy of every page.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; object-src 'none'; \
    base-uri 'none'; require-trusted-types-for 'script'";

/// The script of the browser tests that notes events and errors; a page asked for with `?probe` begins with it.
const PROBE: &str = "<head><script src=\"/tests/probe.js\"></script>";

/// The folders that make up the site.
pub(crate) struct Site {
    /// The newspaper, at the root; it wins over `pkg` where both have a file, but for the loader.
    pub(crate) www: PathBuf,
    /// The built package, at the root, and once more at `/elsewhere/`, as a publisher's copy in a folder would be.
    pub(crate) pkg: PathBuf,
    /// Pages of the browser tests, at `/tests/`.
    pub(crate) pages: PathBuf,
}

/// A server that runs until the process ends.
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    thread: JoinHandle<Result<()>>,
}

/// Builds, serves and returns only when serving fails.
pub(crate) fn run(args: &Args) -> Result<()> {
    build::run(&build::Args {})?;
    let server = start(listen(args.port)?, &Site::ours())?;
    println!("the demo newspaper is at http://{}/ (stop with Ctrl-C)", server.address);
    server.thread.join().map_err(|_| anyhow!("the server stopped"))?
}

/// Listens on `port` of this machine only, or on the next free one above it. Port 0 is any free one.
pub(crate) fn listen(port: u16) -> Result<TcpListener> {
    for candidate in port..=u16::MAX {
        if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
            if candidate != port {
                println!("port {port} is taken; using {}", listener.local_addr()?.port());
            }
            return Ok(listener);
        }
    }
    Err(anyhow!("no port from {port} upwards is free"))
}

/// Serves `site` on a thread of its own.
pub(crate) fn start(listener: TcpListener, site: &Site) -> Result<Server> {
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let router = router(site);
    let thread = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, router).await.context("the server stopped")
        })
    });
    Ok(Server { address, thread })
}

impl Site {
    /// The repository's own.
    pub(crate) fn ours() -> Self {
        let root = root::root();
        Self { www: root.join("www"), pkg: root::pkg(), pages: root.join("tests/browser/pages") }
    }
}

fn router(site: &Site) -> Router {
    Router::new()
        .route_service("/newsgloss.js", ServeFile::new(site.pkg.join("newsgloss.js")))
        .nest_service("/elsewhere", ServeDir::new(&site.pkg))
        .nest_service("/tests", ServeDir::new(&site.pages))
        .fallback_service(ServeDir::new(&site.www).fallback(ServeDir::new(&site.pkg)))
        .layer(middleware::map_response(add_headers))
        .layer(middleware::from_fn(add_probe))
}

async fn add_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if is_page(headers) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    response
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

async fn add_probe(request: Request, next: Next) -> Response {
    let wanted = request.uri().query() == Some("probe");
    let response = next.run(request).await;
    if !wanted || !is_page(response.headers()) {
        return response;
    }
    let (mut parts, page) = response.into_parts();
    let Ok(page) = body::to_bytes(page, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(CONTENT_LENGTH);
    let page = String::from_utf8_lossy(&page).replacen("<head>", PROBE, 1);
    Response::from_parts(parts, page.into())
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        io::{Read, Write},
        net::TcpStream,
        sync::Mutex,
    };

    use super::*;

    /// Serves three small folders, sends one request and returns the answer, headers in lower case.
    fn answer(request: &str) -> String {
        static FOLDERS: Mutex<u32> = Mutex::new(0);
        let mut count = FOLDERS.lock().unwrap();
        *count += 1;
        let folder = std::env::temp_dir().join(format!("newsgloss-serve-{}-{count}", std::process::id()));
        drop(count);
        let site = Site { www: folder.join("www"), pkg: folder.join("pkg"), pages: folder.join("pages") };
        for (path, text) in [
            (site.www.join("index.html"), "front page"),
            (site.www.join("newsgloss.js"), "source"),
            (site.www.join("README.md"), "of www"),
            (site.pkg.join("newsgloss.js"), "built"),
            (site.pkg.join("newsgloss.wasm"), "wasm"),
            (site.pkg.join("en.lexicon"), "lexicon"),
            (site.pkg.join("README.md"), "of pkg"),
            (site.pages.join("plain.html"), "<head><title>fixture"),
            (folder.join("secret.txt"), "secret"),
        ] {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let server = start(listen(0).unwrap(), &site).unwrap();
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        fs::remove_dir_all(folder).unwrap();
        answer
    }

    fn check(request: &str, expected: &[&str]) {
        let answer = answer(request);
        for part in expected {
            assert!(answer.contains(part), "{request}: no {part:?} in\n{answer}");
        }
    }

    #[test]
    fn files_have_their_types_and_are_revalidated() {
        check("GET /newsgloss.wasm", &["200 OK", "content-type: application/wasm", "cache-control: no-cache"]);
        check("GET /newsgloss.js", &["content-type: text/javascript"]);
        check("GET /en.lexicon", &["content-type: application/octet-stream", "nosniff", "lexicon"]);
    }

    #[test]
    fn every_page_and_nothing_else_has_the_policy() {
        let policy = "content-security-policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
            style-src 'self'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'";
        check("GET /", &["content-type: text/html; charset=utf-8", policy, "front page"]);
        check("GET /tests/plain.html", &[policy, "fixture"]);
        assert!(!answer("GET /newsgloss.js").contains("content-security-policy"));
    }

    #[test]
    fn pages_win_over_the_package_but_not_over_the_built_loader() {
        check("GET /README.md", &["of www"]);
        check("GET /newsgloss.js", &["built"]);
        check("GET /elsewhere/newsgloss.js", &["built"]);
    }

    #[test]
    fn nothing_outside_the_folders_is_served() {
        check("GET /none.html", &["404 Not Found"]);
        for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/tests/../../secret.txt"] {
            let answer = answer(&format!("GET {path}"));
            assert!(answer.starts_with("HTTP/1.1 4") && !answer.contains("secret"), "{path}: {answer}");
        }
    }

    #[test]
    fn the_probe_comes_first_where_it_is_asked_for() {
        check("GET /tests/plain.html?probe", &["<head><script src=\"/tests/probe.js\"></script><title>fixture"]);
        check("GET /tests/plain.html", &["<head><title>fixture"]);
    }

    #[test]
    fn a_taken_port_gives_the_next_one() {
        let taken = listen(0).unwrap().local_addr().unwrap().port().min(u16::MAX - 9);
        let first = listen(taken).unwrap().local_addr().unwrap();
        let _held = TcpListener::bind(first);
        let second = listen(first.port()).unwrap().local_addr().unwrap();
        assert!(second.port() > taken && second.ip().is_loopback());
    }
}
